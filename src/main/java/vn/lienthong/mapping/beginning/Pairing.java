package vn.lienthong.mapping.beginning;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.DossierNo;
import vn.lienthong.mapping.contract.ScalarType;
import vn.lienthong.mapping.contract.Shape;
import vn.lienthong.mapping.contract.Type;
import vn.lienthong.mapping.file.Similarity;

/**
 * Which field of a sample is probably which of a contract's structure: the likeliest pairs first, each field of the sample at
 * most once, but for one whose values prove that it is what the contract demands. By the name of the contract's field and its
 * aliases, the whole path of the sample's field and its last word; and by the values, where they are dossiers' numbers, days or
 * of the shape the contract asks for, or cannot be what the name says.
 */
final class Pairing {

    /** What the contracts call the number of a dossier. */
    private static final List<String> NUMBER_OF_DOSSIER = List.of("MaHoSo", "dossierNo");

    /** What they call the day it is promised for. */
    private static final List<String> PROMISED = List.of("NgayHenTra", "dueAt");

    /** Names of codes begin or end so, and no code has a blank in it. */
    private static final Set<String> CODE = Set.of("ma", "code");

    /** What is the name of something is called so, and is no word with digits. */
    private static final Set<String> NAME = Set.of("ten", "name");

    /** What the shape of a value proves, which a name that is the same still outdoes. */
    private static final double BY_VALUE = 0.95;

    /** What is left of a likeness where something speaks against it. */
    private static final double UNFIT = 0.8;

    /** From here on two names are alike as a whole; below, one has words the other lacks. */
    private static final double WHOLE = 0.85;

    /** What is left of a likeness to the name of a field that stands below something else. */
    private static final double ELSEWHERE = 0.7;

    private final Map<String, Pair> sure = new HashMap<>();
    private final Map<String, Pair> unsure = new HashMap<>();

    /**
     * @param source the path of the sample's field
     * @param like the alias it is like; null: it is like the name itself, or of a shape
     */
    record Pair(
            Type.Property property,
            String source,
            double likeness,
            @Nullable String like) {

        /** Why it is a pair, for a person. */
        String reason() {
            if (isByValue()) {
                return isNumberOfDossier(property)
                        ? " (a national number of a dossier)"
                        : " (its values have the shape of this field)";
            }
            long percent = Math.round(likeness * 100);
            return like == null
                    ? " (" + percent + " % alike)"
                    : " (" + percent + " % like " + Beginning.quoted(like) + ")";
        }

        private boolean isByName() {
            return like == null;
        }

        private boolean isByValue() {
            return likeness == BY_VALUE;
        }
    }

    /** @param level the name of the field the structure is the value of; empty: it is the whole record */
    Pairing(String level, Type.Structure contract, SampleFields sample) {
        List<Pair> pairs = pairs(level, contract, sample);
        Set<String> taken = new HashSet<>();
        for (Pair each : pairs) {
            String property = each.property().name();
            boolean free = !taken.contains(each.source()) && !sure.containsKey(property);
            if (free && each.likeness() >= Similarity.LIKELY) {
                sure.put(property, each);
                taken.add(each.source());
            } else if (free && each.likeness() >= Similarity.POSSIBLE) {
                unsure.putIfAbsent(property, each);
            }
        }
        // a receipt's number may be the dossier's as well
        pairs.stream()
                .filter(each -> each.isByValue() && !each.property().mayBeUnknown())
                .forEach(each -> sure.putIfAbsent(each.property().name(), each));
    }

    @Nullable
    Pair sure(Type.Property property) {
        return sure.get(property.name());
    }

    @Nullable
    Pair unsure(Type.Property property) {
        return unsure.get(property.name());
    }

    /** The sample's fields that have a place. */
    List<String> sources() {
        return sure.values().stream().map(Pair::source).toList();
    }

    /** The field that has the number of the dossier. */
    Optional<Pair> dossier() {
        return called(NUMBER_OF_DOSSIER);
    }

    /** The field that has the day the dossier is promised for. */
    Optional<Pair> promised() {
        return called(PROMISED);
    }

    private Optional<Pair> called(List<String> names) {
        return sure.values().stream()
                .filter(each -> isOneOf(names, each.property()))
                .findFirst();
    }

    /** Every one there could be, the likeliest first. */
    private static List<Pair> pairs(String level, Type.Structure contract, SampleFields sample) {
        List<Pair> all = new ArrayList<>();
        for (Type.Property property : contract.properties().values()) {
            if (property.type() instanceof ScalarType type) {
                sample.values().forEach(source -> all.add(single(level, property, type, source, sample)));
            } else if (property.type() instanceof Type.Sequence list && list.items() instanceof Type.Structure) {
                sample.lists().forEach(source -> all.add(named(level, property, source, false)));
            }
        }
        all.sort(Comparator.comparingDouble(Pair::likeness)
                .thenComparing(Pair::isByName)
                .reversed());
        return all;
    }

    /** @param fits whether the values speak for it, so that a part of a name may do */
    private static Pair named(String level, Type.Property property, String source, boolean fits) {
        double own = likeness(level, property.name(), source);
        Pair best = new Pair(property, source, fits || property.aliases().isEmpty() ? own : whole(own), null);
        for (String alias : property.aliases()) {
            double like = likeness(level, alias, source);
            double likeness = fits ? like : whole(like);
            best = likeness > best.likeness() ? new Pair(property, source, likeness, alias) : best;
        }
        return best;
    }

    /** Where a field's names are listed, what is like a part of one only is probably something else. */
    private static double whole(double likeness) {
        return likeness < WHOLE ? likeness * UNFIT : likeness;
    }

    /** By the last word alone only where the level before it is the same, or one side has none. */
    private static double likeness(String level, String name, String source) {
        int dot = source.lastIndexOf('.');
        String before = source.substring(0, Math.max(0, dot));
        boolean elsewhere = !level.isEmpty() && !before.isEmpty() && Similarity.of(level, before) < Similarity.LIKELY;
        double last = Similarity.of(name, source.substring(dot + 1));
        double whole = Math.max(Similarity.of(name, source), Similarity.of(level + " " + name, source));
        return Math.max(whole, elsewhere ? last * ELSEWHERE : last);
    }

    private static Pair single(
            String level, Type.Property property, ScalarType type, String source, SampleFields sample) {
        Set<String> values = sample.texts(source);
        boolean wantsDays = DayShapes.areWanted(type);
        boolean hasDays = wantsDays && DayShapes.are(values);
        Pair pair = named(level, property, source, hasDays);
        if (pair.likeness() < BY_VALUE && isProven(property, type, values)) {
            return new Pair(property, source, BY_VALUE, null);
        }
        boolean unfit = wantsDays && !hasDays && !values.isEmpty()
                || isCalled(CODE, property) && first(values).contains(" ")
                || isCalled(NAME, property) && first(values).matches("\\S*\\d\\S*");
        return unfit ? new Pair(property, source, pair.likeness() * UNFIT, pair.like()) : pair;
    }

    /** Whether the values are what the field asks for, and hardly anything else is. */
    private static boolean isProven(Type.Property property, ScalarType type, Set<String> values) {
        Shape shape = type.pattern();
        return isNumberOfDossier(property) && isNational(first(values))
                || shape != null
                        && shape.isTelling()
                        && values.stream().filter(shape::matches).count() * 2 > values.size();
    }

    private static String first(Set<String> values) {
        return values.stream().findFirst().orElse("");
    }

    private static boolean isCalled(Set<String> what, Type.Property property) {
        List<String> words = Similarity.words(property.name());
        return !words.isEmpty() && (what.contains(words.getFirst()) || what.contains(words.getLast()));
    }

    private static boolean isNumberOfDossier(Type.Property property) {
        return isOneOf(NUMBER_OF_DOSSIER, property);
    }

    private static boolean isOneOf(List<String> names, Type.Property property) {
        return names.stream().anyMatch(name -> Similarity.of(name, property.name()) >= 1);
    }

    private static boolean isNational(String value) {
        try {
            return new DossierNo(value).isNational();
        } catch (IllegalArgumentException noNumber) {
            return false;
        }
    }
}
