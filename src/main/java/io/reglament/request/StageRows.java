package io.reglament.request;

import io.reglament.request.StageView.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Table {@code request_stage}. */
@Component
class StageRows {

    private static final String COLUMNS =
            "select no, title, assignee, assigned_group, due_at, state, reason, result from crm.request_stage ";

    private final JdbcClient jdbc;
    private final Clock clock;

    StageRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    List<StageView> of(long requestId) {
        return jdbc.sql(COLUMNS + "where request_id = ? order by no")
                .param(requestId)
                .query(StageRows::view)
                .list();
    }

    StageView get(long requestId, int no) {
        return jdbc.sql(COLUMNS + "where request_id = ? and no = ?")
                .params(requestId, no)
                .query(StageRows::view)
                .single();
    }

    /** @return the stage's number */
    int insert(long requestId, String title, String assignee, String group, Instant dueAt) {
        return jdbc.sql("""
                insert into crm.request_stage (request_id, no, title, assignee, assigned_group, due_at, state, changed_at)
                select ?, coalesce(max(no), 0) + 1, ?, ?, ?, ?, 'PLANNED', ? from crm.request_stage where request_id = ?
                returning no
                """)
                .param(requestId)
                .param(title)
                .param(assignee)
                .param(group)
                .param(Timestamp.from(dueAt))
                .param(now())
                .param(requestId)
                .query(Integer.class)
                .single();
    }

    /** @param reason null leaves the reason that is there */
    void move(long requestId, int no, State state, String reason) {
        jdbc.sql("""
                update crm.request_stage set state = ?, reason = coalesce(?, reason), changed_at = ?
                where request_id = ? and no = ?
                """)
                .param(state.name())
                .param(reason)
                .param(now())
                .param(requestId)
                .param(no)
                .update();
    }

    void assign(long requestId, int no, String assignee) {
        jdbc.sql("update crm.request_stage set assignee = ?, changed_at = ? where request_id = ? and no = ?")
                .param(assignee)
                .param(now())
                .param(requestId)
                .param(no)
                .update();
    }

    void result(long requestId, int no, String result) {
        jdbc.sql("update crm.request_stage set result = ?, changed_at = ? where request_id = ? and no = ?")
                .param(result)
                .param(now())
                .param(requestId)
                .param(no)
                .update();
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    private static StageView view(ResultSet rs, int row) throws SQLException {
        return new StageView(
                rs.getInt("no"),
                rs.getString("title"),
                rs.getString("assignee"),
                rs.getString("assigned_group"),
                rs.getTimestamp("due_at").toInstant(),
                State.valueOf(rs.getString("state")),
                rs.getString("reason"),
                rs.getString("result"));
    }
}
