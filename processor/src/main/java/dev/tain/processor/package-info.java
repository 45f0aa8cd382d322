/**
 * The annotation processor: it scans for messages and behaviours, checks what they are made of, plans how each part is
 * written and read, and writes one codec class per type, three classes per behaviour and one index per compilation.
 *
 * <p>{@link dev.tain.processor.TainProcessor} runs the rounds. {@link dev.tain.processor.MessageScanner} and
 * {@link dev.tain.processor.BehaviourScanner} find what there is to do; {@link dev.tain.processor.Planner} and
 * {@link dev.tain.processor.FieldTypes} plan how values travel, {@link dev.tain.processor.BehaviourPlanner} with
 * {@link dev.tain.processor.StatePlanner}, {@link dev.tain.processor.CollectionPlanner},
 * {@link dev.tain.processor.RemotePlanner} and {@link dev.tain.processor.GuardPlanner} what a behaviour does with them;
 * each problem is reported through {@link dev.tain.processor.ErrorReporter}. {@link dev.tain.processor.CodecWriter},
 * {@link dev.tain.processor.StateWriter}, {@link dev.tain.processor.NetworkedWriter},
 * {@link dev.tain.processor.SchemaWriter} and {@link dev.tain.processor.IndexWriter} print the plans.
 */
@NullMarked
package dev.tain.processor;

import org.jspecify.annotations.NullMarked;
