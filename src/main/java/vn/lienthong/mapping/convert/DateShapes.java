package vn.lienthong.mapping.convert;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.VietnamTime;

/** The shapes in which a source writes times, and the zone it means where the text does not say one. */
final class DateShapes {

    /** What a workbook's date cells come as. */
    private static final String SHEET = "uuuu-MM-dd'T'HH:mm:ss";

    /** Year, month and day may be taken for each other; the time of day names itself. */
    private static final OffsetDateTime SAMPLE = OffsetDateTime.of(2003, 4, 5, 16, 17, 18, 0, ZoneOffset.ofHours(7));

    private final List<String> names;
    private final List<DateShape> shapes = new ArrayList<>();

    /** Whether one text can have two of the shapes and mean two times. */
    private final boolean mayDiffer;

    /** Null: Vietnam. */
    private final @Nullable ZoneId zone;

    /** Whether the commonest shape of all means what it says. */
    private final boolean plainIso;

    /** The text is no time of these shapes. */
    static final class NoSuchDate extends Exception {

        enum Why {
            NO_SHAPE,
            NO_SUCH_DAY,
            SEVERAL
        }

        private final Why why;

        NoSuchDate(Why why) {
            super(why.name());
            this.why = why;
        }

        Why why() {
            return why;
        }
    }

    private DateShapes(List<String> names, int pivot, @Nullable ZoneId zone) {
        this.names = names;
        this.zone = zone;
        for (String name : names) {
            shapes.add(DateShape.of(name, pivot));
        }
        shapes.add(DateShape.of(SHEET, pivot));
        this.mayDiffer = shapes.stream().anyMatch(this::isTakenForAnother);
        this.plainIso = names.contains("iso") && zone == null && !mayDiffer;
    }

    static DateShapes of(Options options) {
        List<String> names = options.has("shape") ? options.texts("shape") : List.of("iso");
        int pivot = options.number("pivot", 0);
        ZoneId zone = zone(options);
        if (pivot == 0 && names.stream().anyMatch(DateShape::hasShortYear)) {
            options.wrong("pivot", "1990");
            return iso(zone);
        }
        DateShapes shapes = made(names, pivot, zone);
        for (String name : names) {
            DateShape shape = shapes == null ? null : DateShape.of(name, pivot);
            PatternLetters.Misread misread = shape instanceof DateShape.Pattern ? PatternLetters.misread(name) : null;
            if (misread != null) {
                options.misread("shape", name, misread);
                return iso(zone);
            }
            if (shape == null || !namesDay(shape, pivot)) {
                options.wrong("shape", "dd/MM/yyyy HH:mm | iso | excel");
                return iso(zone);
            }
        }
        return shapes == null ? iso(zone) : shapes;
    }

    /** Null if one of them is no pattern. */
    private static @Nullable DateShapes made(List<String> names, int pivot, @Nullable ZoneId zone) {
        try {
            return new DateShapes(names, pivot, zone);
        } catch (IllegalArgumentException | DateTimeException noPattern) {
            return null;
        }
    }

    private static DateShapes iso(@Nullable ZoneId zone) {
        return new DateShapes(List.of("iso"), 0, zone);
    }

    private static @Nullable ZoneId zone(Options options) {
        try {
            ZoneId zone = ZoneId.of(options.text("zone", VietnamTime.ZONE.getId()));
            return zone.equals(VietnamTime.ZONE) ? null : zone;
        } catch (DateTimeException unknown) {
            options.wrong("zone", "Asia/Ho_Chi_Minh | UTC | +07:00");
            return null;
        }
    }

    /** {@code yyyy} alone names no day, nor does {@code dd/bb}. */
    private static boolean namesDay(DateShape shape, int pivot) {
        OffsetDateTime day = pivot == 0 ? SAMPLE : SAMPLE.withYear(pivot);
        String written = shape.write(day);
        DateShape.Moment read = written == null ? null : shape.read(written);
        return written == null || read != null && read.time().toLocalDate().equals(day.toLocalDate());
    }

    private boolean isTakenForAnother(DateShape shape) {
        String written;
        try {
            written = shape.write(SAMPLE);
        } catch (DateTimeException outOfRange) {
            return true;
        }
        if (written == null) {
            return false;
        }
        List<DateShape.Moment> found = shapes.stream()
                .map(other -> other.read(written))
                .filter(Objects::nonNull)
                .toList();
        return found.stream().anyMatch(moment -> !moment.isSame(found.getFirst()));
    }

    /** Vietnam time. */
    LocalDateTime read(String text) throws NoSuchDate {
        LocalDateTime quick = plainIso ? IsoMoment.read(text) : null;
        return quick == null ? byShape(text) : quick;
    }

    private LocalDateTime byShape(String text) throws NoSuchDate {
        DateShape.Moment found = null;
        for (DateShape shape : shapes) {
            DateShape.Moment moment = shape.read(text);
            if (moment != null && !mayDiffer) {
                return inVietnam(moment);
            }
            if (moment != null && found != null && !moment.isSame(found)) {
                throw new NoSuchDate(NoSuchDate.Why.SEVERAL);
            }
            found = moment == null ? found : moment;
        }
        if (found == null) {
            boolean shape = shapes.stream().anyMatch(any -> any.has(text));
            throw new NoSuchDate(shape ? NoSuchDate.Why.NO_SUCH_DAY : NoSuchDate.Why.NO_SHAPE);
        }
        return inVietnam(found);
    }

    /** A time that a change of clocks leaves out is none, and one that it repeats is two. */
    private LocalDateTime inVietnam(DateShape.Moment moment) throws NoSuchDate {
        if (zone == null || !moment.local()) {
            return moment.time();
        }
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(moment.time());
        if (offsets.size() != 1) {
            throw new NoSuchDate(offsets.isEmpty() ? NoSuchDate.Why.NO_SUCH_DAY : NoSuchDate.Why.SEVERAL);
        }
        return moment.time()
                .atOffset(offsets.getFirst())
                .atZoneSameInstant(VietnamTime.ZONE)
                .toLocalDateTime();
    }

    @Override
    public String toString() {
        return String.join(", ", names);
    }
}
