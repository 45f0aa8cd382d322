package dev.tain.annotation;

import dev.tain.transport.Channel;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A method of a {@code NetworkBehaviour} that is called on the server and runs on one client. If its first parameter is a
 * {@code NetworkConnection}, that is the client it runs on, and there it is the connection to the server; without one, or
 * with null, it runs on the owner's.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface TargetRpc {
    /** How the call travels. */
    Channel channel() default Channel.RELIABLE;
}
