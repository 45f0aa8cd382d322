package dev.tain.processor;

import com.palantir.javapoet.ClassName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.annotation.processing.Filer;
import javax.lang.model.element.TypeElement;

/** Plans and writes what belongs to the behaviours of one round. */
final class BehaviourStep {
    private final Environment environment;
    private final CodecPlaces places;
    private final List<BehaviourPlan> plans;

    /** Plans, and asks the planner for the codecs it needs. */
    BehaviourStep(Environment environment, CodecPlaces places, Planner planner, List<TypeElement> behaviours) {
        this.environment = environment;
        this.places = places;
        this.plans = new BehaviourPlanner(environment, planner.fieldTypes(), places).plan(behaviours);
    }

    /** The classes of which objects are made. */
    List<TypeElement> concrete() {
        List<TypeElement> types = new ArrayList<>();
        for (BehaviourPlan plan : plans) {
            if (plan.isConcrete()) {
                types.add(plan.type());
            }
        }
        return types;
    }

    /** Writes states, subclasses and schemas. */
    void write(Filer filer, Map<ClassName, TypePlan.Codec> codecs, Indexed indexed) throws IOException {
        MinimumSizes sizes = new MinimumSizes(codecs);
        for (BehaviourPlan plan : plans) {
            for (StatePlan state : plan.states()) {
                if (state.write() && places.written(state.name())) {
                    new StateWriter(environment, sizes, state).file().writeTo(filer);
                }
            }
            if (plan.isConcrete() && places.written(plan.schema())) {
                new NetworkedWriter(environment, sizes, plan).file().writeTo(filer);
                new SchemaWriter(environment, codecs, sizes, plan).file().writeTo(filer);
                indexed.behaviours().put(plan.type().getQualifiedName().toString(), plan.schema());
            }
        }
    }
}
