package vn.lienthong.sandbox;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import vn.lienthong.sandbox.Counts.Count;

/** What the portal keeps: each dossier as it is now, every change it took, and its progress, in the order of arrival. */
final class Dossiers {

    private static final int LATEST = 30;

    private final ConcurrentMap<String, Dossier> byNumber = new ConcurrentHashMap<>();
    private final Deque<String> latest = new ArrayDeque<>();
    private final AtomicLong sequence = new AtomicLong();
    private final InstantSource clock;
    private final Counts counts;

    Dossiers(InstantSource clock, Counts counts) {
        this.clock = clock;
        this.counts = counts;
    }

    /**
     * Something the portal took.
     *
     * @param sequence rises over all dossiers, so that the order of arrival can be read off
     * @param kind {@code created}, {@code updated} or {@code progress}; of a dossier filed here {@code filed} or {@code status}
     * @param content the dossier or the entry, as it came
     */
    @SuppressWarnings("ArrayRecordComponent") // shown, and compared by hand
    record Change(long sequence, Instant at, String kind, String status, String time, byte[] content) {}

    /** One dossier; its lists are copies. */
    @SuppressWarnings("ArrayRecordComponent") // shown, never compared
    record View(String number, byte[] content, List<Change> history) {}

    private static final class Dossier {
        private byte[] content = new byte[0];
        private boolean filed;
        private final List<Change> history = new ArrayList<>(2);
    }

    int size() {
        return byNumber.size();
    }

    boolean has(String number) {
        return byNumber.containsKey(number);
    }

    @Nullable
    View find(String number) {
        Dossier dossier = byNumber.get(number);
        if (dossier == null) {
            return null;
        }
        synchronized (dossier) {
            return new View(number, dossier.content, List.copyOf(dossier.history));
        }
    }

    /** All the portal ever took, in the order of arrival. */
    List<PortalChange> changes() {
        List<PortalChange> changes = new ArrayList<>();
        byNumber.forEach((number, dossier) -> {
            synchronized (dossier) {
                dossier.history.forEach(change -> changes.add(new PortalChange(
                        change.sequence(),
                        change.at(),
                        number,
                        change.kind(),
                        new String(change.content(), StandardCharsets.UTF_8))));
            }
        });
        changes.sort(Comparator.comparingLong(PortalChange::sequence));
        return changes;
    }

    /** Newest first. */
    List<View> latest() {
        List<String> numbers;
        synchronized (latest) {
            numbers = new ArrayList<>(latest);
        }
        List<View> views = new ArrayList<>();
        for (String number : numbers) {
            View view = find(number);
            if (view != null) {
                views.add(view);
            }
        }
        return views;
    }

    /** A dossier that is filed on the portal itself: filed again under its number it is a change of it. */
    void file(JsonNode content) {
        String number = Rules.text(content, "MaHoSo");
        Dossier dossier = byNumber.computeIfAbsent(number, none -> new Dossier());
        synchronized (dossier) {
            dossier.filed = true;
            dossier.content = Portal.bytes(content);
            change(dossier, "filed", "", "", dossier.content);
        }
        counts.add(Count.FILED);
        touched(number);
    }

    boolean isFiled(String number) {
        Dossier dossier = byNumber.get(number);
        if (dossier == null) {
            return false;
        }
        synchronized (dossier) {
            return dossier.filed;
        }
    }

    /** How a dossier stands that was filed here. */
    void status(JsonNode status) throws Refusal {
        String number = Rules.text(status, "MaHoSo");
        Dossier dossier = there(number);
        synchronized (dossier) {
            if (!dossier.filed) {
                throw new Refusal("Hồ sơ " + number + " không phải hồ sơ nộp trên Cổng");
            }
            String code = Rules.text(status, "TrangThai");
            change(dossier, "status", code, Rules.text(status, "NgayXuLy"), Portal.bytes(status));
        }
        counts.add(Count.STATUSES);
        touched(number);
    }

    /** Counts it, and is what to say. */
    Refusal alreadyThere(String number) {
        counts.add(Count.ALREADY_THERE);
        return new Refusal("3", "Hồ sơ " + number + " đã tồn tại trên hệ thống");
    }

    /** Counts it, and is what to say. */
    Refusal notThere(String number) {
        counts.add(Count.NOT_THERE);
        return new Refusal("Hồ sơ " + number + " không tồn tại trên hệ thống");
    }

    void create(JsonNode content) throws Refusal {
        String number = Rules.text(content, "MaHoSo");
        Dossier fresh = new Dossier();
        synchronized (fresh) {
            if (byNumber.putIfAbsent(number, fresh) != null) {
                throw alreadyThere(number);
            }
            fresh.content = Portal.bytes(content);
            change(fresh, "created", Rules.text(content, "TrangThaiHoSo"), "", fresh.content);
        }
        counts.add(Count.CREATES);
        touched(number);
    }

    void update(JsonNode content) throws Refusal {
        String number = Rules.text(content, "MaHoSo");
        Dossier dossier = there(number);
        byte[] now = Portal.bytes(content);
        synchronized (dossier) {
            if (Arrays.equals(dossier.content, now)) {
                counts.add(Count.REPEATED_UPDATES);
            }
            dossier.content = now;
            change(dossier, "updated", Rules.text(content, "TrangThaiHoSo"), "", now);
        }
        counts.add(Count.UPDATES);
        touched(number);
    }

    void progress(JsonNode entry) throws Refusal {
        String number = Rules.text(entry, "MaHoSo");
        String time = Rules.text(entry, "ThoiDiemXuLy");
        Dossier dossier = there(number);
        byte[] content = Portal.bytes(entry);
        synchronized (dossier) {
            List<Change> before = dossier.history.stream()
                    .filter(change -> change.kind().equals("progress"))
                    .toList();
            if (before.stream().anyMatch(change -> Arrays.equals(change.content(), content))) {
                counts.add(Count.DUPLICATES);
            }
            if (!before.isEmpty() && before.getLast().time().compareTo(time) > 0) {
                counts.add(Count.OUT_OF_ORDER);
            }
            change(dossier, "progress", Rules.text(entry, "TrangThai"), time, content);
        }
        counts.add(Count.PROGRESS);
        touched(number);
    }

    void clear() {
        byNumber.clear();
        synchronized (latest) {
            latest.clear();
        }
    }

    private Dossier there(String number) throws Refusal {
        Dossier dossier = byNumber.get(number);
        if (dossier == null) {
            throw notThere(number);
        }
        return dossier;
    }

    private void change(Dossier dossier, String kind, String status, String time, byte[] content) {
        dossier.history.add(new Change(sequence.incrementAndGet(), clock.instant(), kind, status, time, content));
    }

    private void touched(String number) {
        synchronized (latest) {
            latest.remove(number);
            latest.addFirst(number);
            if (latest.size() > LATEST) {
                latest.removeLast();
            }
        }
    }
}
