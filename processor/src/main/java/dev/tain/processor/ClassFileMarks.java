package dev.tain.processor;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code @Nullable} and {@code @MaxSize} on the types of a class file's fields and parameters. javac itself does so from JDK 22
 * on (JDK-8225377); before that a type out of a jar, or one that an incremental build does not compile again, would
 * seem to have no nullable parts, and would travel and be spelled differently.
 *
 * <p>Source: The Java Virtual Machine Specification, §4.1, §4.4 and §4.7.20.
 */
final class ClassFileMarks {
    /** What is written on a type. */
    record Mark(boolean nullable, @Nullable Integer maxSize) {
        static final Mark NOTHING = new Mark(false, null);
    }

    private static final String MAX_SIZE = "Ldev/tain/annotation/MaxSize;";

    private final DataInputStream in;
    private final Map<Integer, Object> constants = new HashMap<>();
    private final Map<String, Map<String, Mark>> members = new HashMap<>();

    private ClassFileMarks(DataInputStream in) {
        this.in = in;
    }

    /**
     * By field or {@link #parameter} and, within it, by path: {@code ""} the type itself, {@code [} its component,
     * {@code <0} an argument.
     */
    static Map<String, Map<String, Mark>> read(DataInputStream in) throws IOException {
        ClassFileMarks marks = new ClassFileMarks(in);
        marks.readClass();
        return marks.members;
    }

    private void readClass() throws IOException {
        in.skipNBytes(8);
        readConstants();
        in.skipNBytes(6);
        in.skipNBytes(2L * in.readUnsignedShort());
        readMembers();
        readMembers();
    }

    private void readMembers() throws IOException {
        int count = in.readUnsignedShort();
        for (int i = 0; i < count; i++) {
            in.skipNBytes(2);
            String name = String.valueOf(constants.get(in.readUnsignedShort()));
            String descriptor = String.valueOf(constants.get(in.readUnsignedShort()));
            readAttributes(descriptor.startsWith("(") ? name + descriptor : name);
        }
    }

    /** What the marks of a parameter are found by. */
    static String parameter(String method, String descriptor, int index) {
        return method + descriptor + index;
    }

    private void readConstants() throws IOException {
        int count = in.readUnsignedShort();
        for (int i = 1; i < count; i++) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case 1 -> constants.put(i, in.readUTF());
                case 3 -> constants.put(i, in.readInt());
                case 4, 9, 10, 11, 12, 17, 18 -> in.skipNBytes(4);
                case 5, 6 -> {
                    in.skipNBytes(8);
                    i++; // a long or double takes two places
                }
                case 7, 8, 16, 19, 20 -> in.skipNBytes(2);
                case 15 -> in.skipNBytes(3);
                default -> throw new IOException("Constant of kind " + tag);
            }
        }
    }

    private void readAttributes(String member) throws IOException {
        int count = in.readUnsignedShort();
        for (int i = 0; i < count; i++) {
            String name = String.valueOf(constants.get(in.readUnsignedShort()));
            int length = in.readInt();
            if (name.equals("RuntimeVisibleTypeAnnotations") || name.equals("RuntimeInvisibleTypeAnnotations")) {
                readTypeAnnotations(member);
            } else {
                in.skipNBytes(length);
            }
        }
    }

    private void readTypeAnnotations(String member) throws IOException {
        int count = in.readUnsignedShort();
        for (int i = 0; i < count; i++) {
            String marked = readTarget(member);
            String path = readPath();
            String type = String.valueOf(constants.get(in.readUnsignedShort()));
            Integer value = readElements();
            Map<String, Mark> marks = members.computeIfAbsent(marked, key -> new HashMap<>());
            Mark before = marks.getOrDefault(path, Mark.NOTHING);
            boolean nullable = type.endsWith("/Nullable;") || type.endsWith("$Nullable;");
            Integer maxSize = type.equals(MAX_SIZE) ? value : before.maxSize;
            marks.put(path, new Mark(nullable || before.nullable, maxSize));
        }
    }

    /** The member, or the parameter, that is marked; what else there is gets a name that nobody asks for. */
    private String readTarget(String member) throws IOException {
        int target = in.readUnsignedByte();
        switch (target) {
            case 0x13: // a field
                return member;
            case 0x14, 0x15: // a result, a receiver
                return member + " other";
            case 0x16: // a parameter
                return member + in.readUnsignedByte();
            case 0x00, 0x01: // a type parameter
                in.skipNBytes(1);
                return member + " other";
            case 0x11, 0x12, 0x17: // its bound, an exception
                in.skipNBytes(2);
                return member + " other";
            default:
                throw new IOException("Type annotation of a member with target " + target);
        }
    }

    private String readPath() throws IOException {
        StringBuilder path = new StringBuilder();
        int length = in.readUnsignedByte();
        for (int i = 0; i < length; i++) {
            int kind = in.readUnsignedByte();
            int argument = in.readUnsignedByte();
            if (kind == 0) {
                path.append('[');
            } else if (kind == 3) {
                path.append('<').append(argument);
            }
        }
        return path.toString();
    }

    /** The last int among the annotation's elements. */
    private @Nullable Integer readElements() throws IOException {
        Integer found = null;
        int count = in.readUnsignedShort();
        for (int i = 0; i < count; i++) {
            in.skipNBytes(2);
            Integer value = readValue();
            found = value == null ? found : value;
        }
        return found;
    }

    private @Nullable Integer readValue() throws IOException {
        char tag = (char) in.readUnsignedByte();
        switch (tag) {
            case 'I':
                return (Integer) constants.get(in.readUnsignedShort());
            case 'e':
                in.skipNBytes(4);
                return null;
            case '@':
                in.skipNBytes(2);
                readElements();
                return null;
            case '[':
                int count = in.readUnsignedShort();
                for (int i = 0; i < count; i++) {
                    readValue();
                }
                return null;
            default:
                in.skipNBytes(2);
                return null;
        }
    }
}
