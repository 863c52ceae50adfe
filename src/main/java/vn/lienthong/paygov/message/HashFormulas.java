package vn.lienthong.paygov.message;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.lienthong.dossier.Sha256;

/**
 * The formulas of one payment system's hashes, from its file {@code hashes.properties}: {@code name = text}, where
 * {@code {Field}} is the value of a field in the characters sent, and {@code {secret}} or another word of ours, in small
 * letters with hyphens, a setting. The hash is SHA-256 of that text in UTF-8, hexadecimal in lower case. Immutable.
 */
public final class HashFormulas {

    private static final Pattern WORD = Pattern.compile("\\{([A-Za-z0-9-]+)}");
    private static final String SECRET = "secret";
    private static final Pattern HASH = Pattern.compile("[0-9a-fA-F]{64}");

    private final Map<String, String> formulas;
    private final Map<String, String> words;

    private HashFormulas(Map<String, String> formulas, Map<String, String> words) {
        this.formulas = formulas;
        this.words = Map.copyOf(words);
    }

    /**
     * @param words what is ours: {@code secret}, {@code access-key}
     * @throws IllegalArgumentException if the file cannot be read, or a formula names a word of ours that is none
     */
    public static HashFormulas read(Path file, Map<String, String> words) {
        Properties lines = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            lines.load(reader);
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(file + ": cannot be read", unreadable);
        }
        Map<String, String> formulas = new TreeMap<>();
        lines.forEach(
                (name, text) -> formulas.put(name.toString(), text.toString().strip()));
        formulas.forEach((name, text) -> check(file, name, text, words));
        return new HashFormulas(formulas, words);
    }

    private static void check(Path file, String name, String text, Map<String, String> words) {
        Matcher word = WORD.matcher(text);
        boolean secret = false;
        while (word.find()) {
            String named = word.group(1);
            secret |= named.equals(SECRET);
            if (isOurs(named) && !words.containsKey(named)) {
                throw new IllegalArgumentException(
                        file + ": " + name + " names {" + named + "}, known are " + words.keySet());
            }
        }
        if (!secret) {
            throw new IllegalArgumentException(file + ": " + name + " is without {secret}, so anyone could make it");
        }
    }

    /** No field of a payment system is called so. */
    private static boolean isOurs(String word) {
        return word.equals(SECRET) || word.contains("-");
    }

    public boolean has(String formula) {
        return formulas.containsKey(formula);
    }

    /** The hash of a message; a field that is not there counts as empty. */
    public String of(String formula, Fields message) {
        Matcher word = WORD.matcher(Objects.requireNonNull(formulas.get(formula), formula));
        StringBuilder text = new StringBuilder();
        while (word.find()) {
            String named = word.group(1);
            word.appendReplacement(text, Matcher.quoteReplacement(words.getOrDefault(named, message.text(named))));
        }
        return Sha256.hex(word.appendTail(text).toString());
    }

    /**
     * Whether a hash is that of the message; takes as long whether it is or not. Upper and lower case are alike. None is as long as
     * no secret is set: anybody could make it.
     */
    public boolean holds(String formula, Fields message, String hash) {
        byte[] right = HexFormat.of().parseHex(of(formula, message));
        boolean shaped = HASH.matcher(hash).matches();
        byte[] given = HexFormat.of().parseHex(shaped ? hash : "00".repeat(right.length));
        return MessageDigest.isEqual(right, given)
                && shaped
                && !words.getOrDefault(SECRET, "").isBlank();
    }
}
