package vn.lienthong.agency;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.Sha256;
import vn.lienthong.relay.Outcome;
import vn.lienthong.relay.Policy;
import vn.lienthong.relay.Reply;

/**
 * A folder a system reads: one file for each record, {@code <dossier>_<key>.json}, there as a whole or not at all, and on
 * disk before it counts as delivered. Files within the record lie beside it, in {@code <dossier>_<key>.<hash>.files/}, under
 * names of ours, and are there before it is. Sent again, a record has the same name. The folder is never made: one that is
 * not there is a disk that is not mounted.
 */
final class FolderSystem implements AgencySystem {

    private static final int LONGEST_NAME = 80;

    private final Path folder;

    FolderSystem(AgencySettings.Target target) {
        this.folder = Path.of(target.folder());
    }

    @Override
    public Reply deliver(Parcel parcel, Policy policy, BooleanSupplier mayBeSent) {
        if (!mayBeSent.getAsBoolean()) {
            return AgencyClient.nothingSent(Outcome.Deferred.tooLate());
        }
        try {
            Path record = write(parcel);
            return AgencyClient.nothingSent(new Outcome.Delivered("file " + record.getFileName()));
        } catch (AttachedFiles.Broken broken) {
            return AgencyClient.nothingSent(
                    new Outcome.Refused(AgencyProblem.FILE_BROKEN.problem().in(broken.field())));
        } catch (IOException failed) {
            return AgencyClient.nothingSent(new Outcome.Deferred(notWritten(failed), null, true));
        }
    }

    private Path write(Parcel parcel) throws IOException, AttachedFiles.Broken {
        String name = name(parcel);
        Path record = folder.resolve(name + (parcel.isXml() ? ".xml" : ".json"));
        String filesFolder = name + "." + HexFormat.of().formatHex(Sha256.of(parcel.body()), 0, 4) + ".files";
        AttachedFiles files =
                parcel.isXml() ? AttachedFiles.none(parcel.body()) : AttachedFiles.in(parcel.body(), filesFolder);
        if (!files.isEmpty()) {
            DurableFiles.writeFolder(folder.resolve(filesFolder), files.contents());
        }
        DurableFiles.write(record, files.record());
        return record;
    }

    private Problem notWritten(IOException failed) {
        return AgencyProblem.NOT_WRITTEN
                .problem()
                .with("folder", folder.toString())
                .with("why", failed.getClass().getSimpleName());
    }

    /** Letters and digits of the number only: whatever it holds, it leads nowhere else. */
    private static String name(Parcel parcel) {
        String number = parcel.dossier() == null ? "record" : parcel.dossier().value();
        String safe = number.replaceAll("[^A-Za-z0-9.-]", "-").replaceAll("\\.{2,}|^[.-]+", "-");
        String bounded = safe.length() <= LONGEST_NAME ? safe : safe.substring(0, LONGEST_NAME);
        return String.format(Locale.ROOT, "%s_%s", bounded, parcel.key());
    }
}
