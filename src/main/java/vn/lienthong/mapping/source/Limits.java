package vn.lienthong.mapping.source;

/** What no honest file needs more of, and a hostile one may not have. */
final class Limits {

    /** One row with everything in it, attachments too. */
    static final int RECORD_BYTES = 16 << 20;

    /** Of a megabyte of {@code {},{},} come fifty in memory; a dossier with ten thousand papers has half as many. */
    static final int RECORD_VALUES = 250_000;

    static final int RECORD_DEPTH = 100;
    static final int FILE_DEPTH = 500;
    static final int COLUMNS = 2000;

    /** Unpacked, one part of a workbook; a sheet of a million rows has about 500 MB. */
    static final long WORKBOOK_PART_BYTES = 4L << 30;

    /** Texts of a workbook are held in memory. */
    static final long SHARED_TEXT_BYTES = 96L << 20;

    static final int SHARED_TEXTS = 5_000_000;
    static final int MERGED_CELLS = 200_000;

    /** Honest sheets pack 5 to 50 to 1. */
    static final long WORKBOOK_RATIO = 200;

    static final long RATIO_COUNTS_FROM = 16L << 20;

    private Limits() {}
}
