package vn.lienthong.agency;

import java.util.Arrays;

/** What a file is by its first bytes, whatever its sender calls it. */
enum FileType {
    PDF("application/pdf", "pdf", '%', 'P', 'D', 'F', '-'),
    PNG("image/png", "png", 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'),
    JPEG("image/jpeg", "jpg", 0xFF, 0xD8, 0xFF),
    TIFF_LITTLE("image/tiff", "tif", 'I', 'I', 0x2A, 0),
    TIFF_BIG("image/tiff", "tif", 'M', 'M', 0, 0x2A),
    GIF("image/gif", "gif", 'G', 'I', 'F', '8'),
    RTF("application/rtf", "rtf", '{', '\\', 'r', 't', 'f'),
    /** Word, Excel and other documents of today are zip archives too; which of them is for their reader to say. */
    ZIP("application/zip", "zip", 'P', 'K', 3, 4),
    /** Word and Excel documents of before 2007. */
    OLE("application/x-ole-storage", "ole", 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1),
    XML("application/xml", "xml", '<', '?', 'x', 'm', 'l'),
    OTHER("application/octet-stream", "bin");

    private final String mediaType;
    private final String extension;
    private final byte[] beginning;

    FileType(String mediaType, String extension, int... beginning) {
        this.mediaType = mediaType;
        this.extension = extension;
        this.beginning = new byte[beginning.length];
        for (int i = 0; i < beginning.length; i++) {
            this.beginning[i] = (byte) beginning[i];
        }
    }

    static FileType of(byte[] content) {
        return Arrays.stream(values())
                .filter(type -> type.begins(content))
                .findFirst()
                .orElse(OTHER);
    }

    private boolean begins(byte[] content) {
        return content.length >= beginning.length
                && Arrays.equals(content, 0, beginning.length, beginning, 0, beginning.length);
    }

    String mediaType() {
        return mediaType;
    }

    String extension() {
        return extension;
    }
}
