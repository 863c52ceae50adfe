-- Sums of a report that is finished, by verdict: a list of reports would otherwise add up all their lines each time.

CREATE TABLE payment_reconciliation_total (
    reconciliation BIGINT NOT NULL REFERENCES payment_reconciliation (id),
    verdict ${text} NOT NULL,
    lines BIGINT NOT NULL,
    unreadable BIGINT NOT NULL,             -- lines whose sum cannot be read
    amount BIGINT NOT NULL,                 -- đồng: what stands in the file
    net BIGINT NOT NULL,                    -- đồng: what of it counts
    booked BIGINT NOT NULL,                 -- đồng: the same by our books
    PRIMARY KEY (reconciliation, verdict)
);
INSERT INTO payment_reconciliation_total (reconciliation, verdict, lines, unreadable, amount, net, booked)
SELECT reconciliation, verdict, COUNT(*), SUM(CASE WHEN amount IS NULL AND place <> '' THEN 1 ELSE 0 END),
    SUM(COALESCE(amount, 0)),
    SUM(CASE WHEN verdict = 'DUPLICATE' THEN 0 WHEN status = 'PAID' THEN amount WHEN status = 'REFUNDED' THEN -amount ELSE 0 END),
    SUM(COALESCE(booked, 0))
FROM payment_reconciliation_line
WHERE reconciliation IN (SELECT id FROM payment_reconciliation WHERE ended_at IS NOT NULL)
GROUP BY reconciliation, verdict;
