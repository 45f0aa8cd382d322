package dev.tain.processor;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.JavaFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.annotation.processing.SupportedOptions;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/**
 * Writes a codec for each {@code NetworkMessage} of a compilation, the networked side of each {@code NetworkBehaviour},
 * and one index of them all. It scans all types, since both are marked by what they extend. A type whose fields are not there yet, because another processor writes
 * them, waits for a later round.
 *
 * <p>Options: {@code -Atain.index=com.game.GameMessages} names the index.
 */
@SupportedAnnotationTypes("*")
@SupportedOptions(TainProcessor.INDEX_OPTION)
public final class TainProcessor extends AbstractProcessor {
    static final String INDEX_OPTION = "tain.index";

    /** What lasts for a whole compilation; elements do not. */
    private record State(
            ErrorReporter errors,
            CodecPlaces places,
            IndexStep indexStep,
            ClassFiles classFiles,
            Set<String> waiting,
            Indexed indexed,
            SortedSet<String> handCodecs) {}

    private @Nullable State state;

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    public synchronized void init(ProcessingEnvironment processing) {
        super.init(processing);
        CodecPlaces places = new CodecPlaces(processing.getFiler());
        ErrorReporter errors = new ErrorReporter(processing.getMessager());
        String indexName = processing.getOptions().get(INDEX_OPTION);
        if (indexName != null && !SourceVersion.isName(indexName)) {
            errors.error(
                    "BadIndexName",
                    "-A" + INDEX_OPTION + "=" + indexName + " is not the name of a class",
                    "name one with its package, as in -A" + INDEX_OPTION + "=com.game.GameMessages");
        }
        IndexStep indexStep = new IndexStep(processing.getFiler(), places, indexName);
        state = new State(
                errors,
                places,
                indexStep,
                new ClassFiles(processing.getFiler(), places),
                new LinkedHashSet<>(),
                new Indexed(),
                new TreeSet<>(indexStep.earlierCodecs()));
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        State current = state;
        boolean hasTain =
                processingEnv.getElementUtils().getTypeElement(Library.NETWORK_MESSAGE.canonicalName()) != null;
        if (current == null || !hasTain) {
            return false;
        }
        Environment environment = new Environment(
                processingEnv.getElementUtils(), processingEnv.getTypeUtils(), current.errors, current.classFiles);
        try {
            if (!round.processingOver()) {
                round(environment, current, round);
            } else if (!round.errorRaised() && !current.errors.hasErrors()) {
                current.indexStep.finish(environment, current.handCodecs);
            }
        } catch (IOException problem) {
            current.errors.error(
                    "CannotWrite",
                    "Generated code was not written: " + problem.getMessage(),
                    "if there is a class of that name already, rename it");
        }
        return false;
    }

    private void round(Environment environment, State current, RoundEnvironment round) throws IOException {
        List<TypeElement> candidates = new ArrayList<>();
        for (String name : current.waiting) {
            TypeElement type = environment.elements().getTypeElement(name);
            if (type != null) {
                candidates.add(type);
            }
        }
        current.waiting.clear();
        for (Element root : round.getRootElements()) {
            current.places.compiled(root);
            candidates.addAll(MessageScanner.typesIn(root));
        }
        MessageScanner scanner = new MessageScanner(environment);
        HandCodecs handCodecs = handCodecs(environment, current, candidates);
        scanner.noteBases(candidates);
        scanner.noteBases(current.indexStep.earlierMessages(environment));
        List<TypeElement> ready = ready(environment, candidates, current.waiting);
        List<TypeElement> messages = ready.stream().filter(scanner::isMessage).toList();
        BehaviourScanner behaviourScanner = new BehaviourScanner(environment);
        List<TypeElement> behaviours =
                ready.stream().filter(behaviourScanner::isBehaviour).toList();
        behaviourScanner.warnOfUnusedBases(behaviours, current.indexStep.earlierBehaviours(environment));
        if (messages.isEmpty() && behaviours.isEmpty()) {
            if (current.waiting.isEmpty() && !environment.errors().hasErrors()) {
                current.indexStep.write(environment, current.indexed);
            }
            return;
        }
        write(environment, current, scanner, messages, behaviours, handCodecs);
    }

    private static HandCodecs handCodecs(Environment environment, State current, List<TypeElement> candidates) {
        HandCodecs handCodecs = new HandCodecs(environment);
        for (TypeElement type : candidates) {
            if (isHandCodec(type)) {
                current.handCodecs.add(type.getQualifiedName().toString());
            }
        }
        current.handCodecs.removeIf(name -> {
            TypeElement type = environment.elements().getTypeElement(name);
            return type == null || !isHandCodec(type);
        });
        for (String name : current.handCodecs) {
            TypeElement type = environment.elements().getTypeElement(name);
            if (type != null) {
                handCodecs.register(type);
            }
        }
        return handCodecs;
    }

    private static boolean isHandCodec(TypeElement type) {
        return Environment.annotation(type.getAnnotationMirrors(), Library.CODEC_FOR.canonicalName()) != null;
    }

    private static List<TypeElement> ready(Environment environment, List<TypeElement> candidates, Set<String> waiting) {
        List<TypeElement> ready = new ArrayList<>();
        for (TypeElement type : candidates) {
            UnresolvedTypes unresolved = new UnresolvedTypes(environment);
            boolean early = UnresolvedTypes.hasUnresolvedParent(type)
                    || unresolved.hasUnresolvedAncestor(type)
                    || environment.isMessage(type) && unresolved.in(type)
                    || environment.isBehaviour(type) && unresolved.inBehaviour(type);
            if (early) {
                waiting.add(type.getQualifiedName().toString());
            } else {
                ready.add(type);
            }
        }
        return ready;
    }

    private void write(
            Environment environment,
            State current,
            MessageScanner scanner,
            List<TypeElement> messages,
            List<TypeElement> behaviours,
            HandCodecs handCodecs)
            throws IOException {
        Planner planner = new Planner(environment, current.places, handCodecs);
        messages.forEach(planner::request);
        BehaviourStep behaviourStep = new BehaviourStep(environment, current.places, planner, behaviours);
        Map<ClassName, TypePlan.Codec> plans = planner.plan();
        messages.forEach(scanner::replyOf);
        WireIds ids = new WireIds(environment);
        ids.check(
                all(environment, current.indexStep.earlierMessages(environment), current.indexed.messages(), messages),
                Library.RESERVED_IDS);
        ids.check(
                all(
                        environment,
                        current.indexStep.earlierBehaviours(environment),
                        current.indexed.behaviours(),
                        behaviourStep.concrete()),
                0);
        if (environment.errors().hasErrors()) {
            return;
        }
        CodecWriter writer = new CodecWriter(environment, plans);
        for (TypePlan.Codec codec : plans.values()) {
            if (!codec.write() || !current.places.written(codec.name())) {
                continue;
            }
            TypeElement type = codec.plan().type();
            JavaFile file = codec.message()
                    ? writer.message(codec, WireNames.of(type), scanner.replyOf(type))
                    : writer.part(codec);
            file.writeTo(processingEnv.getFiler());
            if (codec.message()) {
                current.indexed.messages().put(type.getQualifiedName().toString(), codec.name());
            }
        }
        behaviourStep.write(processingEnv.getFiler(), plans, current.indexed);
    }

    /** Types compiled before, in an earlier round, and in this one. */
    private static List<TypeElement> all(
            Environment environment, List<TypeElement> earlier, Map<String, ClassName> indexed, List<TypeElement> now) {
        List<TypeElement> all = new ArrayList<>(earlier);
        for (String name : indexed.keySet()) {
            TypeElement type = environment.elements().getTypeElement(name);
            if (type != null) {
                all.add(type);
            }
        }
        all.addAll(now);
        return all;
    }
}
