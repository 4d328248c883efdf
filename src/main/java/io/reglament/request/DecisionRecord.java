package io.reglament.request;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.Immutable;

@Entity
@Immutable
@Table(name = "decision")
class DecisionRecord {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "decision_seq")
    @SequenceGenerator(name = "decision_seq", sequenceName = "decision_seq")
    Long id;

    long requestId;

    Instant at;

    @Column(name = "table_key")
    String table;

    @Column(name = "table_id")
    String tableId;

    String cause;

    @ColumnTransformer(write = "?::jsonb")
    String inputs;

    @ColumnTransformer(write = "?::jsonb")
    String outputs;

    String rules;

    protected DecisionRecord() {}

    DecisionRecord(long requestId, Decision decision) {
        this.requestId = requestId;
        this.at = decision.at();
        this.table = decision.table();
        this.tableId = decision.tableId();
        this.cause = decision.cause();
        this.inputs = decision.inputs();
        this.outputs = decision.outputs();
        this.rules = decision.rules();
    }

    Decision view() {
        return new Decision(at, table, tableId, cause, inputs, outputs, rules);
    }
}
