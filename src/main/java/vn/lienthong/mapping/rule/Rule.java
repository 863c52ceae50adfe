package vn.lienthong.mapping.rule;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.lienthong.mapping.contract.ScalarType;
import vn.lienthong.mapping.contract.Type;
import vn.lienthong.mapping.file.Spot;
import vn.lienthong.mapping.source.SourceNames;

/** Writes one property of the target, or takes down why it cannot be written. */
sealed interface Rule {

    /** Where the mapping declares it. */
    Spot spot();

    /** The target property. */
    String name();

    /** The one source field this rule depends on, if it does nothing but write the unknown where that field is absent. */
    default @Nullable Only only() {
        return null;
    }

    /**
     * @param field by its number, in the object that names are relative to
     * @param without what is written where it is absent; empty: nothing
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Only(int field, byte[] without) {}

    /** Writes the property with its name. After a problem the output is void, so a rule need not keep it sound. */
    void write(Scope scope, Run run, JsonBytes out);

    /** What a rule needs to know of its target. */
    record Target(
            Spot spot,
            Type.Property property,
            boolean mayBeUnknown,
            byte @Nullable [] unknown,
            List<Condition> when,
            boolean required) {

        void writeUnknown(JsonBytes out) {
            if (unknown != null) {
                out.element(unknown);
            }
        }

        /**
         * Nothing is known: that is as the contract allows it, or a problem; none of its own where what names are relative to is
         * wrong itself, which has been reported.
         *
         * @param open whether it is not known because nobody has said yet where it is
         */
        void unknown(Scope scope, Run run, JsonBytes out, boolean asked, boolean open, String source) {
            if (asked && open) {
                run.problem("mapping.question-open", spot, scope.path(property.name()), Map.of());
            } else if ((asked && required || !mayBeUnknown) && !run.isReported(scope)) {
                run.problem("mapping.required-missing", spot, scope.path(property.name()), Map.of("source", source));
            } else {
                writeUnknown(out);
            }
        }
    }

    /** A rule of the mapping's own: its target says what it is called and where it stands. */
    sealed interface OfTarget extends Rule {

        Target target();

        @Override
        default Spot spot() {
            return target().spot();
        }

        @Override
        default String name() {
            return target().property().name();
        }
    }

    /** A contract's property that no rule fills. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Absent(Spot spot, String name, byte[] unknown) implements Rule {

        @Override
        public void write(Scope scope, Run run, JsonBytes out) {
            run.trail().wrote(this, scope, null);
            out.element(unknown);
        }
    }

    /** The same value in every record. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Constant(Target target, Object value, byte[] pair) implements OfTarget {

        @Override
        public void write(Scope scope, Run run, JsonBytes out) {
            boolean asked = Condition.all(target.when(), scope, run);
            if (asked) {
                run.trail().reached(this);
                run.trail().declared(value);
                out.element(pair);
            } else {
                run.trail().notAsked();
                target.unknown(scope, run, out, false, false, "");
            }
            run.trail().wrote(this, scope, asked ? value : null);
        }
    }

    /**
     * One value of the record.
     *
     * @param type what the value is checked against; null: whatever the rule yields is proven to hold
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Scalar(Target target, @Nullable ScalarType type, Extraction extraction, byte[] encodedName, String source)
            implements OfTarget {

        @Override
        public @Nullable Only only() {
            boolean plain =
                    target.when().isEmpty() && !target.required() && target.mayBeUnknown() && !extraction.isOpen();
            int field = plain ? extraction.onlyField() : SourceNames.UNKNOWN;
            return field < 0 ? null : new Only(field, target.unknown() == null ? new byte[0] : target.unknown());
        }

        @Override
        public void write(Scope scope, Run run, JsonBytes out) {
            boolean asked = Condition.all(target.when(), scope, run);
            if (!asked) {
                run.trail().notAsked();
            }
            Object value = asked ? checked(extraction.value(scope, run, name()), scope, run) : null;
            run.trail().wrote(this, scope, value);
            if (value == null) {
                target.unknown(scope, run, out, asked, extraction.isOpen(), source);
                return;
            }
            run.trail().reached(this);
            if (value != Extraction.FAILED) {
                out.next();
                out.raw(encodedName);
                out.value(value);
            }
        }

        private @Nullable Object checked(@Nullable Object value, Scope scope, Run run) {
            if (type == null || value == null || value == Extraction.FAILED) {
                return value;
            }
            ScalarType.Breach breach = type.check(Values.bare(value));
            if (breach == null) {
                return type.mustBeWhole() && value instanceof BigDecimal number ? whole(number) : value;
            }
            String code = extraction.asCode(value);
            if (code != null && type.check(code) == null) {
                return code;
            }
            run.problem(breach.code(), spot(), scope.path(name()), breach.details());
            return Extraction.FAILED;
        }

        /** 3.0 is the integer 3, but many a reader of integers takes no point. */
        private static BigDecimal whole(BigDecimal number) {
            return number.scale() > 0 ? number.setScale(0) : number;
        }
    }

    /** An object within the target whose names are relative to the same part of the source. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Structure(Target target, ObjectRules rules, byte[] encodedName) implements OfTarget {

        @Override
        public void write(Scope scope, Run run, JsonBytes out) {
            if (!Condition.all(target.when(), scope, run)) {
                target.unknown(scope, run, out, false, false, "");
                return;
            }
            run.trail().reached(this);
            out.element(encodedName);
            rules.write(new Scope(scope.node(), scope, name(), -1, null, -1), run, out);
        }
    }

    /** A list, one object or one single value for each element of a source list. A single value that is not known is left out. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Each(Target target, SourceList list, ObjectRules rules, byte[] encodedName) implements OfTarget {

        @Override
        public @Nullable Only only() {
            boolean mayBeEmpty = target.property().type() instanceof Type.Sequence type && type.check(0) == null;
            boolean plain = !target.required() && mayBeEmpty && !list.isOpen();
            int field = plain ? list.onlyStep() : SourceNames.UNKNOWN;
            return field < 0 ? null : new Only(field, JsonBytes.joined(encodedName, "[]"));
        }

        @Override
        public void write(Scope scope, Run run, JsonBytes out) {
            out.element(encodedName);
            out.put('[');
            int written = list.each(scope, run, spot(), name(), element -> writeElement(element, run, out));
            out.put(']');
            if (written == 0) {
                run.trail().wrote(this, scope, null);
            }
            if (written == 0 && (target.required() || list.isOpen())) {
                target.unknown(scope, run, out, true, list.isOpen(), list.text());
            } else if (written >= 0 && target.property().type() instanceof Type.Sequence type) {
                ScalarType.Breach breach = type.check(written);
                if (breach != null) {
                    run.problem(breach.code(), spot(), scope.path(name()), breach.details());
                }
            }
        }

        private boolean writeElement(Scope element, Run run, JsonBytes out) {
            if (!Condition.all(target.when(), element, run)) {
                return false;
            }
            boolean written = rules.writeElement(element, run, out);
            if (written) {
                run.trail().reached(this);
            }
            return written;
        }
    }
}
