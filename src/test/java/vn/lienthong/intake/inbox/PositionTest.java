package vn.lienthong.intake.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PositionTest {

    @Test
    void is_read_back_as_it_was_written_whatever_the_file_is_called() {
        Position position = new Position("sổ #5@1 2020.csv", 57, "3f9c21aa0b1c", "9d04");

        assertThat(position).hasToString("sổ #5@1 2020.csv#57@3f9c21aa0b1c9d04");
        assertThat(Position.parse(position.toString())).isEqualTo(position);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "file.csv", "file.csv#57", "@", "#@", "a@b#c", "x#y@0123456789abcdef"})
    void is_none_where_another_wrote_something_else(String written) {
        assertThat(Position.parse(written)).isNull();
    }
}
