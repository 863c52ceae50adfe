package vn.lienthong.sandbox;

import java.time.Instant;

/**
 * Something the portal took.
 *
 * @param sequence rises over all dossiers, so that the order of arrival can be read off
 * @param kind {@code created}, {@code updated} or {@code progress}; of a dossier filed there {@code filed} or {@code status}
 * @param content the dossier or the entry, as JSON
 */
public record PortalChange(long sequence, Instant at, String dossier, String kind, String content) {}
