package io.reglament.request;

/** No request with this number, or none that this person may see. */
public class RequestNotFound extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public RequestNotFound(String number) {
        super("there is no request " + number);
    }
}
