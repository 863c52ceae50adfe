package vn.lienthong.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.TransactionSystemException;

/** What a database's failure means for the caller, where the database itself does not say. */
class FaultsTest {

    @Test
    void a_connection_lost_between_commit_and_rollback_means_the_ledger_is_away() {
        var lost = new TransactionSystemException("JDBC rollback failed", new SQLException("Connection is closed"));

        assertThat(Faults.isUnavailable(lost)).isTrue();
    }

    @Test
    void a_server_that_ends_means_the_ledger_is_away() {
        var ended = new IllegalStateException(new SQLException("terminating connection", "57P01"));

        assertThat(Faults.isUnavailable(ended)).isTrue();
    }

    @Test
    void a_lock_that_a_server_gives_up_waiting_for_means_that_it_takes_nothing_now() {
        var waited = new IllegalStateException(new SQLException("canceling statement due to lock timeout", "55P03"));

        assertThat(Faults.isUnavailable(waited)).isTrue();
    }

    @Test
    void a_pooler_that_shares_sessions_is_told_with_what_to_do() {
        var lost = new IllegalStateException(new SQLException("prepared statement \"S_1\" does not exist", "26000"));

        assertThat(Faults.isUnavailable(lost)).isTrue();
        assertThat(Faults.reason(lost)).startsWith("SQLSTATE 26000").contains("prepareThreshold=0");
    }

    @Test
    void a_row_that_breaks_a_rule_does_not() {
        var wrong = new DataIntegrityViolationException("null", new SQLException("null value", "23502"));

        assertThat(Faults.isUnavailable(wrong)).isFalse();
    }
}
