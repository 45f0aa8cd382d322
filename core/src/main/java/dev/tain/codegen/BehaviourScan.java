package dev.tain.codegen;

/**
 * Behaviours of one class that are compared in one generated loop, {@link BehaviourSchema#scan}, or compared and written,
 * {@link BehaviourSchema#update}: loops over one class that the compiler can see through. Arrays beside each other, of
 * which the first {@link #count} cells matter.
 */
public final class BehaviourScan {
    /** The behaviours. */
    public Object[] behaviours = new Object[8];

    /** What each is compared with. */
    public BehaviourState[] states = new BehaviourState[8];

    /** The number of the object that each belongs to. */
    public int[] netIds = new int[8];

    /** For each that changed: its fields. */
    public long[] masks = new long[8];

    /** The indexes of those that changed. */
    public int[] changed = new int[8];

    /** How many behaviours there are. */
    public int count;

    /** The one to look at next; after an exception, the one it was about. */
    public int next;

    /** How many changed so far. */
    public int found;

    /** Where in the writer the entry under way began. */
    public int entryStart;
}
