package dev.tain.annotation;

import dev.tain.transport.Channel;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A method of a {@code NetworkBehaviour} that is called on a client and runs on the server. A parameter of type
 * {@code NetworkConnection} does not travel: on the server it is the connection that sent the call; a client passes null.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Command {
    /** Whether only the object's owner may call it. */
    boolean requiresAuthority() default true;

    /** How the call travels. */
    Channel channel() default Channel.RELIABLE;
}
