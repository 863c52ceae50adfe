package vn.lienthong.mapping.source;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.SourceRecord;

/** Stand-in for the reader of branch {@code sources}: JSON only. */
public final class RecordReader {

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(100).build())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    public static RecordReader of(JsonNode declaration) {
        return new RecordReader();
    }

    public JsonNode read(SourceRecord record) throws Unreadable {
        try {
            return MAPPER.readTree(record.body());
        } catch (JacksonException broken) {
            throw new Unreadable(Problem.of("source.not-json"));
        }
    }

    /** One record cannot be read. */
    public static final class Unreadable extends Exception {

        private final transient Problem problem;

        public Unreadable(Problem problem) {
            super(problem.code());
            this.problem = problem;
        }

        public Problem problem() {
            return problem;
        }
    }
}
