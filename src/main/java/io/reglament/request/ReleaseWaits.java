package io.reglament.request;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Ends one request's wait for a release (T-13). */
@Service
public class ReleaseWaits {

    private final Requests requests;
    private final RequestRepository repository;
    private final RequestLifecycle lifecycle;
    private final JdbcClient jdbc;

    ReleaseWaits(Requests requests, RequestRepository repository, RequestLifecycle lifecycle, JdbcClient jdbc) {
        this.requests = requests;
        this.repository = repository;
        this.lifecycle = lifecycle;
        this.jdbc = jdbc;
    }

    /** The request's release is deployed; nothing happens if it does not wait any more. */
    @Transactional
    public void end(long requestId) {
        boolean deployed = jdbc.sql("""
                        select count(*) from crm.release_wait w join crm.release r
                            on r.product = w.product and r.code = w.release where w.request_id = ?
                        """).param(requestId).query(Integer.class).single() > 0;
        if (deployed) {
            RequestView request = requests.get(requestId);
            if (waits(request)) {
                lifecycle.releaseDeployed(request);
            }
        }
    }

    /**
     * The request goes back to work although its release is not deployed.
     *
     * @param actor user id of whoever takes it back
     * @return false if it does not wait for a release
     */
    @Transactional
    public boolean takeBack(String number, String actor) {
        RequestView request = requests.get(number);
        return waits(request) && lifecycle.takenBack(request, actor);
    }

    /** Locks the request first: two may end the wait at once. */
    private boolean waits(RequestView request) {
        repository.lockByNumber(request.number()).orElseThrow();
        return requests.get(request.number()).state() == RequestState.WAITING_RELEASE;
    }
}
