-- What the portal hears of a paid fee: owed of every payment from the moment it is paid, until the dossier's record that says so is
-- entered or it is left to the ministry's own system.

CREATE TABLE payment_fee_state (
    payment BIGINT PRIMARY KEY REFERENCES payment (id),
    since BIGINT NOT NULL,                  -- when the payment was paid
    due_at BIGINT,                          -- when to look, or when the lease of who looks runs out; null: it is over
    tries INTEGER NOT NULL,
    reason ${text},                         -- the code of what came of the last look
    delivery BIGINT,                        -- that says it is paid; null: none does. Retention may have deleted it
    ended_at BIGINT
);
CREATE INDEX payment_fee_state_due ON payment_fee_state (due_at) WHERE due_at IS NOT NULL;
