package dev.tain.processor;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/**
 * Plans the remote methods of a behaviour: base classes first, in the order of declaration; one that overrides another
 * takes its place.
 */
final class RemotePlanner {
    private final Environment environment;
    private final FieldTypes fieldTypes;
    private final TypeElement behaviour;
    private final boolean concrete;
    private final List<ExecutableElement> slots = new ArrayList<>();

    RemotePlanner(Environment environment, FieldTypes fieldTypes, TypeElement behaviour) {
        this.environment = environment;
        this.fieldTypes = fieldTypes;
        this.behaviour = behaviour;
        this.concrete = BehaviourPlan.isConcrete(behaviour);
    }

    List<RemoteMethod> plan() {
        for (TypeElement level : environment.levels(behaviour)) {
            for (ExecutableElement method : ElementFilter.methodsIn(level.getEnclosedElements())) {
                place(method);
            }
        }
        List<RemoteMethod> methods = new ArrayList<>();
        for (ExecutableElement slot : slots) {
            RemoteMethod planned = method(slot);
            if (planned != null) {
                methods.add(planned);
            }
        }
        return methods;
    }

    private void place(ExecutableElement method) {
        RemoteKind kind = RemoteKind.of(method);
        for (int i = 0; i < slots.size(); i++) {
            ExecutableElement slot = slots.get(i);
            if (environment.elements().overrides(method, slot, behaviour)) {
                if (isSameCall(method, kind, slot)) {
                    slots.set(i, method);
                }
                return;
            }
        }
        if (kind != null && new RemoteRules(environment).check(method)) {
            slots.add(method);
        }
    }

    private boolean isSameCall(ExecutableElement method, @Nullable RemoteKind kind, ExecutableElement slot) {
        RemoteKind before = RemoteKind.of(slot);
        if (before == null) {
            return false;
        }
        if (kind != before) {
            refuse(
                    method,
                    "LostRemote",
                    name(method) + " overrides " + name(slot) + ", which is marked " + before.sign()
                            + ", and is not marked so",
                    "mark it " + before.sign() + " too");
            return false;
        }
        if (!options(method, kind).equals(options(slot, before))) {
            refuse(
                    method,
                    "ChangedRemote",
                    name(method) + " overrides " + name(slot) + " with other options of " + kind.sign(),
                    "repeat those of the base class");
            return false;
        }
        return new RemoteRules(environment).check(method);
    }

    static String name(ExecutableElement method) {
        return Environment.declaring(method).getSimpleName() + "." + method.getSimpleName();
    }

    private RemoteMethod.Options options(ExecutableElement method, RemoteKind kind) {
        AnnotationMirror mark = kind.mark(method);
        if (mark == null) {
            throw new IllegalStateException(method + " is not marked " + kind);
        }
        Object channel = environment.member(mark, "channel");
        String name = channel instanceof VariableElement constant
                ? constant.getSimpleName().toString()
                : "RELIABLE";
        String flag = kind == RemoteKind.COMMAND ? "requiresAuthority" : "includeOwner";
        return new RemoteMethod.Options(name, !Boolean.FALSE.equals(environment.member(mark, flag)));
    }

    private @Nullable RemoteMethod method(ExecutableElement method) {
        RemoteKind kind = RemoteKind.of(method);
        if (kind == null || !isWithinReach(method, kind.sign())) {
            return null;
        }
        ExecutableType seen =
                (ExecutableType) environment.types().asMemberOf((DeclaredType) behaviour.asType(), method);
        List<RemoteMethod.Parameter> parameters = new ArrayList<>();
        for (int i = 0; i < seen.getParameterTypes().size(); i++) {
            VariableElement parameter = method.getParameters().get(i);
            TypeMirror type = seen.getParameterTypes().get(i);
            RemoteMethod.Parameter planned = parameter(method, parameter, type);
            if (planned != null) {
                parameters.add(planned);
            }
        }
        return parameters.size() < method.getParameters().size()
                ? null
                : new RemoteMethod(method, kind, options(method, kind), parameters);
    }

    /** Whether the generated subclass can override it; reports it if not. */
    private boolean isWithinReach(ExecutableElement method, String sign) {
        boolean reachable = method.getModifiers().contains(Modifier.PUBLIC)
                || method.getModifiers().contains(Modifier.PROTECTED)
                || environment.packageOf(method).equals(environment.packageOf(behaviour));
        if (!reachable && concrete) {
            refuse(
                    behaviour,
                    "HiddenRemote",
                    behaviour.getSimpleName() + " inherits " + name(method) + ", which is marked " + sign
                            + " and package-private in another package, so that calls of it would not travel",
                    "make that method protected or public");
        }
        return reachable || !concrete;
    }

    private RemoteMethod.@Nullable Parameter parameter(
            ExecutableElement method, VariableElement parameter, TypeMirror type) {
        String name = parameter.getSimpleName().toString();
        String what = name(method) + "(" + name + ")";
        if (RemoteRules.isConnection(environment, type)) {
            return new RemoteMethod.Parameter(name, declared(type), null, what);
        }
        if (!concrete && new TypeVariables().in(type)) {
            return null; // each concrete subclass says what they stand for
        }
        TypeElement level = Environment.declaring(method);
        Element at = environment.classFiles().hasSource(level) ? parameter : behaviour;
        Site site = new Site(
                level,
                what,
                at,
                List.copyOf(parameter.getAnnotationMirrors()),
                marks(level, method, parameter),
                environment.packageOf(behaviour));
        FieldType found = fieldTypes.ofField(site, type);
        return found == null ? null : new RemoteMethod.Parameter(name, declared(type), found, what);
    }

    private Map<String, ClassFileMarks.Mark> marks(
            TypeElement level, ExecutableElement method, VariableElement parameter) {
        String name = method.getSimpleName().toString();
        int index = method.getParameters().indexOf(parameter);
        String key = ClassFileMarks.parameter(name, new Descriptors(environment).of(method), index);
        return environment.classFiles().marksOn(level, key, parameter.asType(), environment.elements());
    }

    /** The type with the mark that it may be null, if that is one on types. */
    static TypeName declared(TypeMirror type) {
        TypeName name = TypeName.get(type);
        for (AnnotationMirror annotation : type.getAnnotationMirrors()) {
            if (annotation.getAnnotationType().asElement().getSimpleName().contentEquals("Nullable")) {
                return name.annotated(AnnotationSpec.get(annotation));
            }
        }
        return name;
    }

    private void refuse(Element at, String key, String sentence, String wayOut) {
        environment.errors().error(at, key, sentence, wayOut);
    }
}
