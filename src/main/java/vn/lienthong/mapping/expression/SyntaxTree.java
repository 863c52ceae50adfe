package vn.lienthong.mapping.expression;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import net.thisptr.jackson.jq.Expression;
import org.jspecify.annotations.Nullable;

/**
 * A compiled expression of jackson-jq as a tree of nodes. The library keeps the parts of a node in private fields and offers
 * no way to see them, hence reflection.
 */
final class SyntaxTree {

    private static final String NODES = "net.thisptr.jackson.jq.internal.";

    /** A few dozen kinds of nodes make up all expressions. */
    private static final ClassValue<List<Field>> FIELDS = new ClassValue<>() {
        @Override
        protected List<Field> computeValue(Class<?> kind) {
            return fieldsOf(kind);
        }
    };

    private SyntaxTree() {}

    /** The node and everything within it, a node before its parts. */
    static void walk(Object node, Consumer<Object> visitor) {
        visitor.accept(node);
        parts(node).forEach(part -> walk(part, visitor));
    }

    /** The nodes a node is made of, in the order of its fields. */
    static List<Object> parts(Object node) {
        List<Object> parts = new ArrayList<>();
        for (Field field : fields(node)) {
            Object value = get(field, node);
            if (value instanceof List<?> list) {
                list.stream().filter(SyntaxTree::isNode).forEach(parts::add);
            } else if (value != null && isNode(value)) {
                parts.add(value);
            }
        }
        return parts;
    }

    /** Puts another expression in the place of each, inner ones first. */
    static Expression replace(Expression root, UnaryOperator<Expression> by) {
        replaceParts(root, by);
        return by.apply(root);
    }

    private static void replaceParts(Object node, UnaryOperator<Expression> by) {
        for (Field field : fields(node)) {
            Object value = get(field, node);
            if (value instanceof List<?> list) {
                set(
                        field,
                        node,
                        list.stream().map(each -> replacement(each, by)).toList());
            } else if (value instanceof Expression part && isNode(part)) {
                set(field, node, replace(part, by));
            } else if (value != null && isNode(value)) {
                replaceParts(value, by);
            }
        }
    }

    private static Object replacement(Object element, UnaryOperator<Expression> by) {
        if (element instanceof Expression part) {
            return replace(part, by);
        }
        if (isNode(element)) {
            replaceParts(element, by);
        }
        return element;
    }

    /** The part of a node that the library keeps under this name. */
    static @Nullable Object part(Object node, String name) {
        return fields(node).stream()
                .filter(field -> field.getName().equals(name))
                .findFirst()
                .map(field -> get(field, node))
                .orElse(null);
    }

    /** The node's kind: the name of its class. */
    static String kind(Object node) {
        return node.getClass().getSimpleName();
    }

    private static boolean isNode(@Nullable Object value) {
        return value != null && value.getClass().getName().startsWith(NODES);
    }

    private static List<Field> fields(Object node) {
        return FIELDS.get(node.getClass());
    }

    private static List<Field> fieldsOf(Class<?> kind) {
        List<Field> fields = new ArrayList<>();
        for (Class<?> type = kind; type != null && type != Object.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    field.setAccessible(true);
                    fields.add(field);
                }
            }
        }
        return fields;
    }

    private static @Nullable Object get(Field field, Object node) {
        try {
            return field.get(node);
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void set(Field field, Object node, Object value) {
        try {
            field.set(node, value);
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
