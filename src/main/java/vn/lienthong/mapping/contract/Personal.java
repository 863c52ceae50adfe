package vn.lienthong.mapping.contract;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a field tells of a person: the words of {@code x-personal}. A field that is not classified counts as personal, so
 * that what nobody looked at is never shown.
 */
public enum Personal {
    /** Nothing: codes, times, amounts, names of agencies and procedures. */
    NO,
    /** Who it is. */
    NAME,
    /** Numbers and dates that stand for one person: identity papers, tax codes, portal accounts, birthdays. */
    IDENTITY,
    /** Telephone, e-mail, fax, network address. */
    CONTACT,
    ADDRESS,
    /** Free text, file names and addresses of files, in which anything may stand. */
    TEXT,
    /** Not of a person, but never shown either: sessions, passwords, tokens, card numbers. */
    SECRET,
    /** Nobody has said. */
    UNCLASSIFIED;

    /** The word as contracts write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the value must be masked before it is shown, logged or put into a problem. */
    public boolean isMasked() {
        return this != NO;
    }

    static List<String> words() {
        return Arrays.stream(values())
                .filter(each -> each != UNCLASSIFIED)
                .map(Personal::word)
                .toList();
    }

    static Optional<Personal> named(String word) {
        return Arrays.stream(values())
                .filter(each -> each != UNCLASSIFIED && each.word().equals(word))
                .findFirst();
    }
}
