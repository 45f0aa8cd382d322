package dev.tain.processor;

import java.io.IOException;
import java.io.Writer;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;

/** Another processor: writes {@code com.game.Later} in one of its rounds. */
@SupportedAnnotationTypes("*")
final class LaterProcessor extends AbstractProcessor {
    private final String declaration;
    private final int round;
    private int rounds;

    LaterProcessor(String declaration, int round) {
        this.declaration = declaration;
        this.round = round;
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment environment) {
        if (++rounds == round) {
            try (Writer writer =
                    processingEnv.getFiler().createSourceFile("com.game.Later").openWriter()) {
                writer.write("package com.game; " + declaration);
            } catch (IOException problem) {
                throw new AssertionError(problem);
            }
        }
        return false;
    }
}
