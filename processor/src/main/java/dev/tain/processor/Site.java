package dev.tain.processor;

import java.util.List;
import java.util.Map;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/**
 * The place a type is used: what to call it in an error, where to print that, whose annotations count.
 *
 * @param owner the type whose codec is being planned
 * @param what {@code ChatMessage.text}
 * @param at the field or component
 * @param annotations on the field, component and accessor together
 * @param marks on the type, if it comes out of a class file; see {@link ClassFileMarks}
 * @param codecPackage the package of the codec that will write and read it
 */
record Site(
        TypeElement owner,
        String what,
        Element at,
        List<AnnotationMirror> annotations,
        Map<String, ClassFileMarks.Mark> marks,
        String codecPackage) {}
