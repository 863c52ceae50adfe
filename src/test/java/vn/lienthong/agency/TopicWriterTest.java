package vn.lienthong.agency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TopicWriterTest {

    static Stream<KafkaException> what_is_said_of_one_message() {
        return Stream.of(
                new RecordTooLargeException("too large"),
                new InvalidTimestampException("too old"),
                new TimeoutException("not in time"));
    }

    @ParameterizedTest
    @MethodSource
    void what_is_said_of_one_message(KafkaException failure) {
        assertThat(TopicWriter.goesOnAfter(failure)).isTrue();
    }

    static Stream<KafkaException> what_ends_a_client() {
        return Stream.of(
                new ClusterAuthorizationException("not allowed"),
                new ProducerFencedException("fenced"),
                new UnsupportedVersionException("too old"),
                new InvalidPidMappingException("unknown producer"),
                new KafkaException("Unexpected error in InitProducerIdResponse"));
    }

    @ParameterizedTest
    @MethodSource
    void what_ends_a_client(KafkaException failure) {
        assertThat(TopicWriter.goesOnAfter(failure)).isFalse();
    }

    @Test
    void one_that_says_nothing_even_when_its_time_is_over_is_of_no_more_use() {
        assertThat(TopicWriter.goesOnAfter(null)).isFalse();
    }
}
