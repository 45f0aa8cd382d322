/**
 * The annotation processor: it scans for messages, checks their fields, plans how each is written and read, and writes
 * one codec class per type and one index per compilation.
 *
 * <p>{@link dev.tain.processor.TainProcessor} runs the rounds; {@link dev.tain.processor.MessageScanner} finds messages;
 * {@link dev.tain.processor.Planner} and {@link dev.tain.processor.FieldTypes} turn them into plans, reporting every
 * problem through {@link dev.tain.processor.ErrorReporter}; {@link dev.tain.processor.CodecWriter} and
 * {@link dev.tain.processor.IndexWriter} print the plans.
 */
@NullMarked
package dev.tain.processor;

import org.jspecify.annotations.NullMarked;
