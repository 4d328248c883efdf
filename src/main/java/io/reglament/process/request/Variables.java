package io.reglament.process.request;

import java.util.Set;

/** Names of process variables, as models, forms and code use them; {@code processes/README.md} explains each. */
public final class Variables {

    public static final String REQUEST_ID = "requestId";
    public static final String PRODUCT = "product";
    public static final String REQUEST_TEXT = "requestText";
    public static final String REPLY_TEXT = "replyText";
    public static final String CATEGORY = "category";
    public static final String SERVICE = "service";
    public static final String TOPIC = "topic";
    public static final String CRITICALITY = "criticality";
    public static final String PRIORITY = "priority";
    public static final String CONFIGURED_PRIORITY = "configuredPriority";
    public static final String COMPLEXITY = "complexity";
    public static final String ROUTING_STAGE = "routingStage";
    public static final String ANSWERED_BY_ARTICLE = "answeredByArticle";
    public static final String CANDIDATE_GROUP = "candidateGroup";
    public static final String FORWARDING = "forwarding";
    public static final String ASSIGNEE = "assignee";
    public static final String DUE_AT = "dueAt";
    public static final String CONFIRMATION_MODEL = "confirmationModel";
    public static final String CONFIRMATION_STEP = "confirmationStep";
    public static final String OUTCOME = "outcome";
    public static final String REPLY_INTENT = "replyIntent";
    public static final String AUTO_CLOSE_AT = "autoCloseAt";

    /** Who gets the request back from development; set only while development has it. */
    public static final String SUPPORT_GROUP = "supportGroup";

    public static final String SUPPORT_ASSIGNEE = "supportAssignee";
    /** The release that the fix comes with, e.g. 2026.4. */
    public static final String RELEASE = "release";
    /** Whether a request was taken back to work before its release was deployed. */
    public static final String TAKEN_BACK = "takenBack";
    /** What follows unanswered reminders. */
    public static final String REMINDERS_THEN = "remindersThen";
    /** Whether the newest reaction came from a representative of the customer. */
    public static final String BY_REPRESENTATIVE = "byRepresentative";

    /** Task-local: the choices of select fields. */
    public static final String OPTIONS = "options";
    /** Task-local: the form's read-only head. */
    public static final String FORM_SUBJECT = "formSubject";
    /** Task-local: the line below the head. */
    public static final String FORM_CONTEXT = "formContext";

    /** Carried by a message, never kept: user id of whoever sent it. */
    public static final String ACTOR = "actor";

    /** Carried by {@code request.reprioritised}: the priority to set. */
    public static final String NEW_PRIORITY = "newPriority";
    /** Carried by {@code request.rescheduled} and {@code request.complexityChanged}: the due date to set. */
    public static final String NEW_DUE_AT = "newDueAt";
    /** Carried by {@code request.rescheduled}: user id of who agreed for the account managers. */
    public static final String CONSENT = "consent";
    /** From Change due date to Tell new due date: the date until now. */
    public static final String PREVIOUS_DUE_AT = "previousDueAt";
    /** Carried by {@code request.complexityChanged}: the complexity to set. */
    public static final String NEW_COMPLEXITY = "newComplexity";
    /** Carried by {@code request.peopleChanged}: a {@link PeopleChange}. */
    public static final String PEOPLE_CHANGE = "peopleChange";
    /** Carried by {@code request.peopleChanged}: who gets the request. */
    public static final String NEW_ASSIGNEE = "newAssignee";
    /** Carried by {@code request.peopleChanged}: whose members may work on it. */
    public static final String NEW_GROUP = "newGroup";
    /** Carried by {@code request.peopleChanged}: id of the contact to whom the request belongs. */
    public static final String NEW_CONTACT = "newContact";

    public static final String GROUP = "group";
    public static final String ANSWER_TEXT = "answerText";
    public static final String SOLUTION_TEXT = "solutionText";
    public static final String QUESTION = "question";
    public static final String REASON = "reason";
    public static final String REMARKS = "remarks";
    public static final String KNOWLEDGE_ARTICLE = "knowledgeArticle";
    public static final String ORAL_NOTICE = "oralNotice";

    /** Of a request that says the same. */
    public static final String MERGE_INTO = "mergeInto";
    /** Whether the person knows that the other request is another customer's. */
    public static final String OTHER_CUSTOMER = "otherCustomer";

    public static final String TARGET_PRODUCT = "targetProduct";
    /** Further problems of a mail, one line each. */
    public static final String PARTS = "parts";
    /** One line each. */
    public static final String STAGES = "stages";

    public static final String STAGE_NO = "stageNo";
    public static final String STAGE_GROUP = "stageGroup";
    public static final String RESULT = "result";

    /** A written application's subject, WA-1 … WA-4. */
    public static final String APPLICATION_SUBJECT = "applicationSubject";

    public static final String CHANNEL = "channel";
    public static final String SUBJECT = "subject";
    public static final String DESCRIPTION = "description";

    public static final String INBOUND_MAIL_ID = "inboundMailId";

    public static final String INCIDENT_ID = "incidentId";
    public static final String OUTBOUND_MAIL_ID = "outboundMailId";
    public static final String TRIAGE_REASON = "triageReason";
    public static final String HINT_NUMBER = "hintNumber";
    public static final String CUSTOMER_NAME = "customerName";
    public static final String CONTACT_NAME = "contactName";
    public static final String CONTACT_EMAIL = "contactEmail";
    public static final String WHOLE_DOMAIN = "wholeDomain";
    public static final String LANGUAGE = "language";
    public static final String REQUEST_NUMBER = "requestNumber";
    public static final String CONTRACT_NUMBER = "contractNumber";
    /** What a person wrote about a mail that is set aside. */
    public static final String TRIAGE_NOTE = "triageNote";

    /** {@code address} or {@code domain}: whose mail is blocked from now on. */
    public static final String BLOCK_SENDER = "blockSender";

    /** {@code address} or {@code domain}: whose mail is trusted from now on. */
    public static final String TRUST_SENDER = "trustSender";

    /** What a form hands in and no later step reads: leaves the process when its task is completed. */
    static final Set<String> FORM_ONLY = Set.of(
            ANSWER_TEXT,
            SOLUTION_TEXT,
            QUESTION,
            REASON,
            REMARKS,
            KNOWLEDGE_ARTICLE,
            ORAL_NOTICE,
            MERGE_INTO,
            OTHER_CUSTOMER,
            PARTS,
            STAGES,
            RESULT,
            BLOCK_SENDER,
            TRUST_SENDER);

    private Variables() {}
}
