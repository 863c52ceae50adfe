package vn.lienthong.mapping.convert;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import vn.lienthong.mapping.file.Flaws;

/** Every conversion that {@code as:} may name. */
public final class Conversions {

    private static final Map<String, Function<Options, Conversion>> ALL = Map.ofEntries(
            Map.entry("npsp-datetime", Moments::npsp),
            Map.entry("instant", Moments::instant),
            Map.entry("datetime", Moments::written),
            Map.entry("integer", options -> new WholeNumber()),
            Map.entry("boolean", options -> new TruthValue()),
            Map.entry("npsp-boolean", options -> new NpspBoolean()),
            Map.entry("text", Texts::plain),
            Map.entry("cut", Texts::cut),
            Map.entry("ascii", options -> new Ascii()),
            Map.entry("html-text", options -> new HtmlText()),
            Map.entry("upper-restored", options -> new UpperRestored()),
            Map.entry("unmisread", options -> new Unmisread()),
            Map.entry("base64", options -> new Base64Text()),
            Map.entry("base64-file", Base64File::new),
            Map.entry("digits", options -> new Digits()),
            Map.entry("money", Money::new),
            Map.entry("phone", options -> new Phone()),
            Map.entry("identity-number", IdentityNumber::new),
            Map.entry("holder-kind", HolderKind::new),
            Map.entry("dossier-number", DossierNumber::new),
            Map.entry("procedure-code", options -> new ProcedureCodes()),
            Map.entry("agency-code", AgencyCodes::code),
            Map.entry("agency-name", AgencyCodes::name));

    /** Of a name only its kind, of a number only its front, of a text only its digits, of a file nothing one would see. */
    private static final Set<String> LOSSY =
            Set.of("holder-kind", "agency-code", "agency-name", "digits", "base64", "base64-file");

    private Conversions() {}

    /**
     * A conversion as its options make it.
     *
     * @param flaws all that is wrong with the options; the conversion is of no use unless there are none
     */
    public record Made(Conversion conversion, List<Flaws.Flaw> flaws) {}

    /** The conversion of that name with these options (an object, or nothing); empty if there is none of that name. */
    public static Optional<Made> find(String name, JsonNode options) {
        Function<Options, Conversion> maker = ALL.get(name);
        if (maker == null) {
            return Optional.empty();
        }
        Options read = new Options(name, options);
        Conversion conversion = maker.apply(read);
        return Optional.of(new Made(conversion, read.flaws()));
    }

    /** What every text goes through for which a mapping names no conversion: put right, or refused, if it was misread. */
    public static Conversion legible() {
        return new Unmisread();
    }

    /** Whether what it takes may tell far more than what it makes of it. */
    public static boolean isLossy(String name) {
        return LOSSY.contains(name);
    }

    /** All names, sorted. */
    public static Set<String> names() {
        return new TreeSet<>(ALL.keySet());
    }
}
