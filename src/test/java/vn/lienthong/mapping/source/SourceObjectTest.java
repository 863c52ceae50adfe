package vn.lienthong.mapping.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import vn.lienthong.dossier.SourceRecord;

class SourceObjectTest {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final SourceNames NAMES =
            new SourceNames(List.of("a", "name", "Mã hồ sơ", "", "applicantIdentity", "x"));

    @RepeatedTest(50)
    void holds_what_jackson_reads_in_the_same_order(RepetitionInfo repetition) throws Exception {
        ObjectNode tree = object(new Random(repetition.getCurrentRepetition()), 3);
        SourceObject read = read(tree.toString());
        assertThat((JsonNode) read).isEqualTo(JSON.readTree(tree.toString()));
        assertThat(read.toString()).isEqualTo(tree.toString());
        checkNumbers(read);
    }

    @Test
    void finds_every_field_by_number_and_by_name_however_many_there_are() throws Exception {
        ObjectNode wide = JSON.createObjectNode();
        IntStream.range(0, 1_000).forEach(i -> wide.put("unknown" + i, i));
        wide.put("name", "last");
        SourceObject read = read(wide.toString());
        assertThat(read.field(NAMES.number("name"))).isEqualTo(wide.get("name"));
        assertThat(read.field(NAMES.number("a"))).isNull();
        assertThat(read.get("unknown999")).isEqualTo(wide.get("unknown999"));
        assertThat(read.get("unknown1000")).isNull();
    }

    @Test
    void a_name_that_comes_apart_is_the_same_name() throws Exception {
        SourceObject read = read("{\"Mã hồ sơ\":1}");
        assertThat(read.field(NAMES.number("Mã hồ sơ"))).isEqualTo(JsonNodeFactory.instance.numberNode(1));
        SourceObject apart = read("{\"Ma\u0303 h\u00F4\u0300 s\u01A1\":1}");
        assertThat(apart.field(NAMES.number("Mã hồ sơ"))).isEqualTo(JsonNodeFactory.instance.numberNode(1));
        assertThat(apart.hasUnknown()).isFalse();
    }

    @Test
    void an_empty_name_is_a_name() throws Exception {
        assertThat(read("{\"\":true}").field(NAMES.number(""))).isEqualTo(JsonNodeFactory.instance.booleanNode(true));
    }

    private static void checkNumbers(SourceObject object) {
        for (int i = 0; i < object.size(); i++) {
            assertThat(object.numberAt(i)).isEqualTo(NAMES.number(object.nameAt(i)));
            assertThat(object.get(object.nameAt(i))).isSameAs(object.valueAt(i));
            if (object.valueAt(i) instanceof SourceObject inner) {
                checkNumbers(inner);
            }
        }
    }

    private static SourceObject read(String json) throws Exception {
        return RecordReader.of(Sources.declared("{'format':'json'}"), NAMES)
                .read(new SourceRecord(json.getBytes(StandardCharsets.UTF_8), JsonFormat.MEDIA_TYPE));
    }

    private static ObjectNode object(Random random, int depth) {
        ObjectNode object = JSON.createObjectNode();
        for (int i = random.nextInt(14); i > 0; i--) {
            String name = random.nextBoolean()
                    ? NAMES.all().get(random.nextInt(NAMES.all().size()))
                    : "n" + random.nextInt(30);
            object.set(name, value(random, depth));
        }
        return object;
    }

    private static JsonNode value(Random random, int depth) {
        JsonNodeFactory make = JsonNodeFactory.instance;
        return switch (random.nextInt(depth > 0 ? 9 : 7)) {
            case 0 -> make.nullNode();
            case 1 -> make.booleanNode(random.nextBoolean());
            case 2 -> make.numberNode(random.nextInt());
            case 3 -> make.numberNode(random.nextLong());
            case 4 ->
                make.numberNode(new java.math.BigDecimal(new java.math.BigInteger(90, random), random.nextInt(20) + 1));
            case 5 -> make.stringNode(" \t\"\\ Đơn đề nghị – 1/2 ".substring(random.nextInt(20)));
            case 6 -> make.stringNode("");
            case 7 -> object(random, depth - 1);
            default -> {
                ArrayNode list = make.arrayNode();
                for (int i = random.nextInt(5); i > 0; i--) {
                    list.add(value(random, depth - 1));
                }
                yield list;
            }
        };
    }
}
