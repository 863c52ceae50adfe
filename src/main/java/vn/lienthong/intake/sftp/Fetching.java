package vn.lienthong.intake.sftp;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * What a route says of the files it takes.
 *
 * @param server of the settings, {@code sftp.<name>}
 * @param folder where they are put
 * @param files which of them are the flow's, as a glob
 * @param complete when a file is
 * @param moved where files go that were taken
 * @param every how long to wait when there was nothing more
 */
public record Fetching(
        String flow, String server, String folder, String files, Complete complete, Moved moved, Duration every) {

    private static final Pattern FOLDER = Pattern.compile("[^\\p{Cntrl}\\\\]+");

    public Fetching {
        require(!server.isBlank(), "server: expected a name under sftp, as in motcua");
        require(
                FOLDER.matcher(folder).matches() && !("/" + folder + "/").contains("/../"),
                "folder: expected a path at the server such as /xuat/ho-so");
        require(!files.isBlank() && !files.contains("/"), "files: expected a pattern of names such as *.csv");
        require(every.isPositive(), "every: expected a duration above zero such as 10s");
    }

    /**
     * When a file is complete. One whose name begins with a dot or ends with {@code .part}, {@code .filepart} or {@code .tmp}
     * never is: uploads by way of such a name need nothing else.
     *
     * @param marker the ending of a file that is put beside it last; empty: when two looks find it the same
     * @param settle so far apart are those two looks
     */
    public record Complete(String marker, Duration settle) {

        private static final Pattern MARKER = Pattern.compile("|\\.[A-Za-z0-9._-]{1,30}");

        public Complete {
            require(MARKER.matcher(marker).matches(), "marker: expected an ending such as .done");
            require(!settle.isNegative(), "settle: expected a duration such as 10s");
        }
    }

    /**
     * Names of folders within the folder.
     *
     * @param failed for files that are refused as a whole
     */
    public record Moved(String done, String failed) {

        private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,60}");

        public Moved {
            require(
                    NAME.matcher(done).matches() && NAME.matcher(failed).matches(),
                    "done, failed: expected the name of a folder");
        }
    }

    private static void require(boolean right, String expected) {
        if (!right) {
            throw new IllegalArgumentException(expected);
        }
    }
}
