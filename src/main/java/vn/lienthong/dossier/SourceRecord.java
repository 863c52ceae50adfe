package vn.lienthong.dossier;

/**
 * A record exactly as its source gave it. A row of a file is a small document of the file's own format, readable by
 * itself (a CSV row with its header line, an XML element, a JSON object), in the file's own bytes.
 *
 * @param body never altered; treat the array as immutable
 * @param mediaType without parameters: {@code application/json}, {@code text/csv}, {@code application/xml},
 *     {@code application/vnd.lienthong.sheet-row+json}
 */
@SuppressWarnings("ArrayRecordComponent") // bodies are compared by their hash, never by equals
public record SourceRecord(byte[] body, String mediaType) {

    /** Of what was kept and does not open any more: its body says so to people, and is no record. */
    public static final String DAMAGED = "application/vnd.lienthong.damaged";

    /** Whether it was damaged or altered where it was kept. It must go nowhere. */
    public boolean isDamaged() {
        return mediaType.equals(DAMAGED);
    }
}
