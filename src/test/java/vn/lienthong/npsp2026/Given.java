package vn.lienthong.npsp2026;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.io.ClassPathResource;
import vn.lienthong.dossier.Batch;
import vn.lienthong.dossier.DossierNo;
import vn.lienthong.dossier.MappedRecord;
import vn.lienthong.dossier.SourceRecord;
import vn.lienthong.ledger.Memos;
import vn.lienthong.relay.Breakers;
import vn.lienthong.relay.NotingBreakers;
import vn.lienthong.relay.Policies;

/** Named makers of settings, policies and batches. */
final class Given {

    static final String NUMBER = "000.00.00.G16-240315-0012";

    private static final long DELIVERY = 7;

    private Given() {}

    /** The shipped defaults with these changes. */
    static Npsp2026Settings settings(Map<String, String> changes) {
        YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
        yaml.setResources(new ClassPathResource("settings/npsp-2026.yaml"));
        Properties all = Objects.requireNonNull(yaml.getObject());
        changes.forEach((name, value) -> all.setProperty("npsp-2026." + name, value));
        return new Binder(new MapConfigurationPropertySource(all))
                .bind("npsp-2026", Npsp2026Settings.class)
                .get();
    }

    static Map<String, String> account(SimulatedInterface otherSide) {
        return Map.of(
                "url", otherSide.address(),
                "client-id", SimulatedInterface.CLIENT,
                "client-secret", SimulatedInterface.SECRET);
    }

    /**
     * Before the shipped policy, with a short time-out.
     *
     * @param unanswered what it says there
     */
    static Npsp2026Client client(
            Path folder, Map<String, String> settings, String unanswered, Memos memos, InstantSource clock)
            throws IOException {
        return client(folder, settings, unanswered, new NotingBreakers(), memos, clock);
    }

    static Npsp2026Client client(
            Path folder,
            Map<String, String> settings,
            String unanswered,
            Breakers breakers,
            Memos memos,
            InstantSource clock)
            throws IOException {
        Path policies = Files.createDirectories(folder.resolve("policies"));
        String shipped = Files.readString(Path.of("routes/policies/npsp-2026.yaml"));
        Files.writeString(
                policies.resolve("npsp-2026.yaml"),
                shipped.replace("connect: 5s, read: 30s", "connect: 1s, read: 1s")
                        .replace("\nunanswered: ask", "\nunanswered: " + unanswered));
        return new Npsp2026Client(settings(settings), Policies.in(policies, List.of()), breakers, memos, clock);
    }

    /** A dossier as its mapping writes it. */
    static String dossier(int status, String... contents) {
        return dossier("", status, contents);
    }

    /** @param id by which the record says it is there already; empty: it says nothing */
    static String dossier(String id, int status, String... contents) {
        List<String> parts = Arrays.stream(contents).map(Given::part).toList();
        return """
            {"MaHoSo":"%1$s",%2$s"NoiHoSo":{"MaHoSo":"%1$s","MaTTHC":"1.011451","ChuHoSo":"Người Thử","LoaiDoiTuong":0,
            "MaDonViTiepNhan":"G16","NgayNop":"2024-03-15T08:05:12.000","ThanhPhanHoSo":[%3$s],
            "ThongTinNguoiNop":{"LoaiDoiTuong":0,"ThongTinChiTiet":{"TenNguoiNop":"Người Thử"}}},
            "CapNhatTrangThai":{"MaHoSo":"%1$s","TrangThai":%4$d}}\
            """.formatted(NUMBER, id.isEmpty() ? "" : "\"IdHoSo\":\"" + id + "\",", String.join(",", parts), status);
    }

    private static String part(String content) {
        String base64 = Base64.getEncoder().encodeToString(content.getBytes(StandardCharsets.UTF_8));
        return """
            {"MaThanhPhanHoSo":"GT-01","TenThanhPhanHoSo":"Đơn","SoLuong":1,"LoaiBan":2,
            "GiayToDinhKem":[{"TenGiayTo":"Đơn \\"xin\\".pdf","NoiDung":"%s"}]}\
            """.formatted(base64);
    }

    static String step(String note) {
        return """
            {"MaHoSo":"%s","NguoiXuLy":"Cán Bộ Thử","ThoiDiemXuLy":"2024-03-18T09:12:40.000","NoiDungXuLy":"%s",
            "TrangThai":4}\
            """.formatted(NUMBER, note);
    }

    static Batch batch(String... mapped) {
        return batch(DELIVERY, false, mapped);
    }

    static Batch batchOf(long delivery, String mapped) {
        return batch(delivery, false, mapped);
    }

    /** An earlier attempt ended without an answer. */
    static Batch interrupted(String... mapped) {
        return batch(DELIVERY, true, mapped);
    }

    private static Batch batch(long delivery, boolean interrupted, String... mapped) {
        List<Batch.Item> items = Arrays.stream(mapped)
                .map(each -> item(delivery, each, interrupted))
                .toList();
        return new Batch("npsp-2026-dossier", new DossierNo(NUMBER), false, items);
    }

    private static Batch.Item item(long delivery, String mapped, boolean interrupted) {
        SourceRecord record = new SourceRecord("{}".getBytes(StandardCharsets.UTF_8), "application/json");
        Batch.Item item = new Batch.Item(delivery, record, interrupted);
        item.becomes(new MappedRecord(mapped.getBytes(StandardCharsets.UTF_8), "npsp-2026/dossier", "1", List.of()));
        return item;
    }
}
