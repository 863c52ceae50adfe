package vn.lienthong.mapping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How much of the counterparts' contracts the mappings of a folder produce, and how much of that some case proves. A
 * field is proven when a case that holds compares it and the record has a value there.
 *
 * @param contracts every contract some mapping produces, by name
 * @param unmapped contracts no mapping uses
 */
public record Coverage(List<Contract> contracts, List<String> unmapped) {

    public Coverage {
        contracts = List.copyOf(contracts);
        unmapped = List.copyOf(unmapped);
    }

    /** How a mapping comes by a field of its contract. */
    public enum Kind {
        /** From the record; also a list some of whose elements may be. */
        MAPPED,
        /** The same in every record. */
        CONSTANT,
        /** From the record, with a declared stand-in ({@code default}, or a crosswalk's {@code otherwise}). */
        DEFAULTED,
        /** By somebody after the mapping; the contract says by whom. */
        FILLED_LATER,
        NEVER_PRODUCED
    }

    /**
     * One field of a contract, as one mapping treats it.
     *
     * @param path {@code TaiLieuNop.TenTepDinhKem}: lists add no step of their own
     * @param mandatory the contract demands a value; within a list that the mapping never produces, none is owed
     * @param place file and line of the rule; of the contract, where there is none
     * @param proven some case shows it with a value; always so for what is filled later, which no case can show
     */
    public record Field(String path, boolean mandatory, Kind kind, String place, boolean proven) {

        public boolean isProduced() {
            return kind != Kind.NEVER_PRODUCED;
        }
    }

    /** One mapping, and every field of its contract, in the contract's order. */
    public record OfMapping(String name, List<Field> fields) {

        public OfMapping {
            fields = List.copyOf(fields);
        }

        public long count(Kind kind) {
            return fields.stream().filter(field -> field.kind() == kind).count();
        }

        /** What no rule fills; of a list or object that is never produced, only its own name. */
        public List<String> neverProduced() {
            List<String> names = new ArrayList<>();
            for (Field field : fields) {
                if (!field.isProduced()
                        && names.stream().noneMatch(outer -> field.path().startsWith(outer + "."))) {
                    names.add(field.path());
                }
            }
            return names;
        }

        /** What the mapping produces and no case shows. */
        public List<Field> unproven() {
            return fields.stream()
                    .filter(field -> field.isProduced() && !field.proven())
                    .toList();
        }

        /** The mandatory fields the mapping owes its counterpart. */
        public Share mandatory() {
            return Share.of(fields.stream().filter(Field::mandatory).toList());
        }
    }

    /**
     * One contract. Its shares are of all its fields, and a field counts once some mapping produces it and some case proves
     * it: an agency's export can only fill what the agency has, so no mapping alone is held to a contract's optional part.
     */
    public record Contract(String name, List<OfMapping> mappings) {

        public Contract {
            mappings = List.copyOf(mappings);
        }

        public Share mandatory() {
            return Share.of(
                    best().stream().filter(field -> isMandatory(field.path())).toList());
        }

        public Share optional() {
            return Share.of(
                    best().stream().filter(field -> !isMandatory(field.path())).toList());
        }

        private boolean isMandatory(String path) {
            return mappings.stream()
                    .flatMap(mapping -> mapping.fields().stream())
                    .anyMatch(field -> field.path().equals(path) && field.mandatory());
        }

        /** Each field as the mapping treats it that does most for it. */
        private List<Field> best() {
            Map<String, Field> best = new LinkedHashMap<>();
            mappings.forEach(mapping -> mapping.fields()
                    .forEach(field -> best.merge(field.path(), field, (one, other) -> better(one, other))));
            return new ArrayList<>(best.values());
        }

        private static Field better(Field one, Field other) {
            return Share.counts(one) || !Share.counts(other) ? one : other;
        }
    }

    /** So many of so many. */
    public record Share(long covered, long all) {

        static Share of(List<Field> fields) {
            return new Share(fields.stream().filter(Share::counts).count(), fields.size());
        }

        private static boolean counts(Field field) {
            return field.isProduced() && field.proven();
        }

        /** Rounded down, so that 100 means all; of nothing, all is covered. */
        public long percent() {
            return all == 0 ? 100 : covered * 100 / all;
        }
    }
}
