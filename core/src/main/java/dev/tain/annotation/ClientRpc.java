package dev.tain.annotation;

import dev.tain.transport.Channel;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A method of a {@code NetworkBehaviour} that is called on the server and runs on every client that observes the object. */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface ClientRpc {
    /** Whether it also runs on the owner's client. */
    boolean includeOwner() default true;

    /** How the call travels. */
    Channel channel() default Channel.RELIABLE;
}
