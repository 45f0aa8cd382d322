package dev.tain.processor;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import java.util.List;
import javax.lang.model.element.TypeElement;

/**
 * The state of one class level that declares {@code @SyncVar} fields.
 *
 * @param cast the class as its state casts to it: {@code Base<?>} for a generic one
 * @param name of the state
 * @param base of the state it extends
 * @param firstBit how many fields the base classes have
 * @param isPublic whether states of other packages may extend it
 * @param write whether this compilation writes it
 */
record StatePlan(
        TypeElement type,
        TypeName cast,
        ClassName name,
        ClassName base,
        int firstBit,
        List<SyncField> fields,
        boolean isPublic,
        boolean write) {
    boolean hasBase() {
        return !base.equals(Library.BEHAVIOUR_STATE);
    }
}
