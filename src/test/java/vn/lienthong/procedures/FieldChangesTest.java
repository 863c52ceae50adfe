package vn.lienthong.procedures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import vn.lienthong.procedures.ProcedureChange.Field;

/** What differs between two contents, field by field. */
class FieldChangesTest {

    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void a_changed_fee_is_named_by_its_channel_and_code() {
        String before = """
                {"CACHTHUCTHUCHIEN":[
                  {"KENH":1,"THOIGIAN":[{"THOIGIANGIAIQUYET":15,"PHILEPHI":[{"MAPHILEPHI":"P1","SOTIEN":100000}]}]},
                  {"KENH":2,"THOIGIAN":[{"THOIGIANGIAIQUYET":15}]}]}""";

        assertThat(between(before, before.replace("100000", "120000")))
                .containsExactly(new Field("CACHTHUCTHUCHIEN[1].THOIGIAN[1].PHILEPHI[P1].SOTIEN", "100000", "120000"));
    }

    @Test
    void a_paper_that_is_added_leaves_the_others_alone() {
        String before = """
                {"THANHPHANHOSO":[{"TRUONGHOP":"Chung","GIAYTO":[{"MAGIAYTO":"B","TENGIAYTO":"Đơn"}]}]}""";
        String after = before.replace("[{\"MAGIAYTO\"", "[{\"MAGIAYTO\":\"A\",\"TENGIAYTO\":\"Bản vẽ\"},{\"MAGIAYTO\"");

        assertThat(between(before, after))
                .containsExactly(
                        new Field("THANHPHANHOSO[Chung].GIAYTO[A].MAGIAYTO", null, "A"),
                        new Field("THANHPHANHOSO[Chung].GIAYTO[A].TENGIAYTO", null, "Bản vẽ"));
    }

    @Test
    void a_step_put_between_others_is_one_change() {
        String before = steps("Nộp", "Trả");

        assertThat(between(before, steps("Nộp", "Xét", "Trả")))
                .containsExactly(new Field("TRINHTUTHUCHIEN[1].TRINHTU[1].TENTRINHTU", null, "Xét"));
    }

    @Test
    void steps_in_another_order_are_a_change() {
        assertThat(between(steps("Nộp", "Trả"), steps("Trả", "Nộp"))).hasSize(2);
    }

    @Test
    void the_way_it_is_written_is_no_change() {
        assertThat(between(
                        "{\"A\":\"Ba\u0300i \",\"URL\":\"x\",\"L\":[1,2],\"N\":null}",
                        "{\"Url\":\"x\",\"L\":[\"2\",\"1\"],\"E\":[],\"A\":\"B\u00e0i\"}"))
                .isEmpty();
    }

    private static String steps(String... names) {
        return "{\"TRINHTUTHUCHIEN\":[{\"TRINHTU\":["
                + String.join(
                        ",",
                        List.of(names).stream()
                                .map(name -> "{\"TENTRINHTU\":\"" + name + "\"}")
                                .toList())
                + "]}]}";
    }

    private static List<Field> between(String before, String after) {
        return FieldChanges.between(Content.of(JSON.readTree(before)), Content.of(JSON.readTree(after)));
    }
}
