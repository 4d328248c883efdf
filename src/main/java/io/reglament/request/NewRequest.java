package io.reglament.request;

import io.reglament.crm.Contact;

/**
 * What is known when a request is registered.
 *
 * @param product lower-case product code
 * @param subject one line, at most 255 characters; never blank
 * @param text what the customer wrote, as plain text; the decision tables read its beginning
 * @param cause what led to it: a BPMN element, a DMN row or an API action
 * @param origin number of the request that this one follows up; null if none
 */
public record NewRequest(
        String product, Contact contact, Channel channel, String subject, String text, String cause, String origin) {

    public enum Channel {
        EMAIL,
        PHONE,
        API,
        WEB,
        MONITORING,
        /** A request of the vendor's own people. */
        INTERNAL,
        FOLLOW_UP
    }
}
