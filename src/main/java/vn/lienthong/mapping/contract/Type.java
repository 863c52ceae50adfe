package vn.lienthong.mapping.contract;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.lienthong.mapping.file.Spot;

/** What a contract says of one value. */
public sealed interface Type permits Type.Structure, Type.Sequence, ScalarType {

    Spot spot();

    /** The type as JSON Schema names it. */
    String name();

    /**
     * An object.
     *
     * @param open whether it may hold properties the contract does not name
     */
    record Structure(Spot spot, Map<String, Property> properties, boolean open) implements Type {

        public Structure {
            properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
        }

        @Override
        public String name() {
            return "object";
        }
    }

    /**
     * An array.
     *
     * @param fewest elements it may have, and so is most; negative: no limit
     */
    record Sequence(Spot spot, Type items, int fewest, int most) implements Type {

        /** Null if an array may have so many elements. */
        public ScalarType.@Nullable Breach check(int count) {
            if (count < fewest) {
                return breach("mapping.too-few-elements", count, fewest);
            }
            return most >= 0 && count > most ? breach("mapping.too-many-elements", count, most) : null;
        }

        private static ScalarType.Breach breach(String code, int count, int limit) {
            return new ScalarType.Breach(
                    code, Map.of("count", Integer.toString(count), "limit", Integer.toString(limit)));
        }

        @Override
        public String name() {
            return "array";
        }
    }

    /**
     * One property of an object.
     *
     * @param required the schema lists it as required
     * @param unknown JSON text for a value that is not known; null: the property is left out
     * @param classification what it tells of a person
     * @param filledLater somebody else fills it after the mapping
     * @param aliases other names by which it is called, its title among them; for suggestions only
     * @param usual the conversion that its values usually go through; null: none; for suggestions only
     */
    record Property(
            String name,
            Spot spot,
            Type type,
            boolean required,
            @Nullable String unknown,
            Personal classification,
            boolean filledLater,
            List<String> aliases,
            @Nullable String usual) {

        /** Whether the value must be masked wherever it would be quoted. */
        public boolean personal() {
            return classification.isMasked();
        }

        /** Whether the contract wants a value here, and not only the field. */
        public boolean demandsValue() {
            return required
                    && (unknown == null
                            || type instanceof ScalarType scalar && unknown.equals("\"\"") && scalar.check("") != null);
        }

        /** Whether a record without a value here still holds the contract, or will once it has been filled. */
        public boolean mayBeUnknown() {
            if (filledLater) {
                return true;
            }
            if (unknown == null) {
                return !required;
            }
            return !(type instanceof ScalarType scalar) || !unknown.equals("\"\"") || scalar.check("") == null;
        }
    }
}
