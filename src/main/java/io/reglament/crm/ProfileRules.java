package io.reglament.crm;

import io.reglament.crm.ProductProfile.ActionRole;
import io.reglament.crm.ProductProfile.ConfirmationModel;
import io.reglament.crm.ProductProfile.Mark;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** What a product profile must fulfil beyond being well-formed. */
final class ProfileRules {

    private static final String CODE = "[a-z][a-z0-9]{1,15}";
    private static final String GROUP = "[a-z][a-z0-9-]{1,62}";
    private static final List<String> LABELS = List.of(
            "REGISTERED",
            "QUEUED",
            "ASSIGNED",
            "ASSIGNED_REWORK",
            "IN_WORK",
            "WAITING_CUSTOMER",
            "WAITING_RELEASE",
            "ANSWERED",
            "DONE",
            "COMPLETED",
            "CLOSED");
    private static final List<String> ACTIONS = List.of(
            "start",
            "note",
            "reply",
            "reprioritise",
            "reschedule",
            "changeComplexity",
            "reassign",
            "delegate",
            "return",
            "addParticipant",
            "removeParticipant",
            "correctCustomer",
            "link",
            "split",
            "addStage",
            "dropStage",
            "separate",
            "merge",
            "move",
            "withdraw",
            "suspend",
            "resume",
            "handOver",
            "waitForRelease");
    private static final List<String> CHANNELS = List.of("EMAIL", "PHONE", "WEB");
    private static final List<String> FIELDS = List.of("subject", "description", "technicalDetails", "screenshot");

    private final String file;
    private final ProfileChecks check;

    private ProfileRules(String file) {
        this.file = file;
        this.check = new ProfileChecks(file);
    }

    /** @throws InvalidProfile for the first rule that is broken */
    static void check(String file, ProductProfile profile) {
        ProfileRules rules = new ProfileRules(file);
        rules.product(profile);
        rules.groups(profile.groups());
        rules.intake(profile);
        rules.catalogues(profile);
        rules.ending(profile);
        rules.actions(profile);
        rules.reminders(profile.reminders());
        rules.labels(profile);
        RegulationRules.check(file, profile);
        rules.sla(profile);
    }

    private void product(ProductProfile p) {
        check.pattern("code", p.code(), CODE, "2 to 16 lower-case letters and digits, a letter first");
        if (!file.endsWith("/" + p.code() + ".yaml")) {
            throw new InvalidProfile(file, "code", "value is " + p.code(), "the file's name without .yaml");
        }
        check.present("name", p.name());
        check.present("fullName", p.fullName());
        check.pattern("mailbox", p.mailbox(), "[^@\\s]+@[^@\\s]+", "an e-mail address");
        check.present("terms.vendor", p.terms() == null ? null : p.terms().vendor());
    }

    private void groups(ProductProfile.Groups groups) {
        check.present("groups", groups);
        String allowed = "lower-case letters, digits and hyphens, a letter first";
        check.pattern("groups.firstLine", groups.firstLine(), GROUP, allowed);
        check.pattern("groups.closer", groups.closer(), GROUP, allowed);
        check.notEmpty("groups.specialists", groups.specialists());
        groups.specialists().forEach(group -> check.pattern("groups.specialists", group, GROUP, allowed));
        check.once("groups.specialists", groups.specialists());
        if (groups.development() != null && !groups.specialists().contains(groups.development())) {
            throw new InvalidProfile(
                    file, "groups.development", "value is " + groups.development(), "one of " + groups.specialists());
        }
        if (groups.development() != null && groups.specialists().size() < 2) {
            throw new InvalidProfile(
                    file,
                    "groups.specialists",
                    "there is none beside groups.development",
                    "at least one group that hands over to it");
        }
    }

    private void intake(ProductProfile p) {
        check.present("channels", p.channels());
        check.notEmpty("channels.request", p.channels().request());
        check.among("channels.request", p.channels().request(), CHANNELS);
        check.notEmpty("channels.consultation", p.channels().consultation());
        check.among("channels.consultation", p.channels().consultation(), CHANNELS);
        check.present("fields", p.fields());
        check.notEmpty("fields.mandatory", p.fields().mandatory());
        check.among("fields.mandatory", p.fields().mandatory(), FIELDS);
        check.list("fields.optional", p.fields().optional());
        check.among("fields.optional", p.fields().optional(), FIELDS);
        check.list("clarificationArtefacts", p.clarificationArtefacts());
        check.bothLanguages("clarificationArtefacts", p.clarificationArtefacts(), "", Function.identity());
        check.present("acknowledgement", p.acknowledgement());
        check.present("notices", p.notices());
        if (p.externalTracker() != null) {
            check.pattern(
                    "externalTracker",
                    p.externalTracker(),
                    "\\S(.{0,38}\\S)?",
                    "the tracker's name, at most 40 characters");
        }
    }

    private void catalogues(ProductProfile p) {
        check.notEmpty("categories", p.categories());
        check.codes("categories", p.categories(), ProductProfile.Category::code);
        check.bothLanguages("categories", p.categories(), ".label", ProductProfile.Category::label);
        check.bothLanguages("categories", p.categories(), ".definition", ProductProfile.Category::definition);
        check.notEmpty("services", p.services());
        check.codes("services", p.services(), ProductProfile.Service::code);
        check.bothLanguages("services", p.services(), ".label", ProductProfile.Service::label);
        if (p.applicationSubjects() != null) {
            p.applicationSubjects()
                    .forEach(s -> check.pattern("applicationSubjects.code", s.code(), "WA-[1-9]", "WA- and a digit"));
            check.once("applicationSubjects.code", p.applicationSubjectCodes());
            check.bothLanguages(
                    "applicationSubjects", p.applicationSubjects(), ".label", ProductProfile.ApplicationSubject::label);
            p.applicationSubjects().forEach(s -> check.list("applicationSubjects.categories", s.categories()));
        }
        check.oneOf("defaultPriority", p.defaultPriority(), ProductProfile.Level.values());
        if (p.assignmentRequired() == null) {
            throw new InvalidProfile(
                    file,
                    "assignmentRequired",
                    "is missing",
                    "a list of " + List.of(ProductProfile.AssignmentItem.values()));
        }
    }

    private void ending(ProductProfile p) {
        check.present("confirmation", p.confirmation());
        ConfirmationModel model = p.confirmation().model();
        check.oneOf("confirmation.model", model, ConfirmationModel.values());
        Integer autoClose = p.confirmation().autoCloseDays();
        if (autoClose != null && (autoClose < 1 || model == ConfirmationModel.NONE)) {
            throw new InvalidProfile(
                    file, "confirmation.autoCloseDays", "value is " + autoClose, "1 or more, and none for model NONE");
        }
        if (p.confirmation().merge() && model != ConfirmationModel.CUSTOMER_CONFIRMS_TWICE) {
            throw new InvalidProfile(
                    file, "confirmation.merge", "value is true", "false unless model is CUSTOMER_CONFIRMS_TWICE");
        }
        check.present("rework", p.rework());
        if (p.rework().allowed() && model == ConfirmationModel.NONE) {
            throw new InvalidProfile(file, "rework.allowed", "value is true", "false for confirmation.model NONE");
        }
        if (p.rework().allowed() && p.rework().days() < 1) {
            throw new InvalidProfile(
                    file, "rework.days", "value is " + p.rework().days(), "1 or more");
        }
    }

    private void actions(ProductProfile p) {
        check.present("actions", p.actions());
        p.actions().forEach((action, roles) -> {
            if (!ACTIONS.contains(action)) {
                throw new InvalidProfile(file, "actions." + action, "unknown action", "one of " + ACTIONS);
            }
            if (roles == null || roles.isEmpty()) {
                throw new InvalidProfile(
                        file,
                        "actions." + action,
                        "names nobody",
                        "a list of " + List.of(ProductProfile.ActionRole.values()) + "; leave out what nobody may do");
            }
        });
        needs(p, "handOver", p.groups().development() != null, "a group under groups.development, or no such action");
        needs(p, "waitForRelease", p.noticeAfterRelease(), "noticeAfterRelease: true, or no such action");
        Set<ActionRole> reschedule = p.actions().getOrDefault("reschedule", Set.of());
        if (!p.rescheduleByConsent()
                && (reschedule.contains(ActionRole.ASSIGNEE) || reschedule.contains(ActionRole.SPECIALIST))) {
            throw new InvalidProfile(
                    file,
                    "actions.reschedule",
                    "value is " + reschedule.stream().sorted().toList(),
                    "FIRST_LINE, CLOSER and HEAD, unless rescheduleByConsent is true: specialists can only ask");
        }
    }

    private void needs(ProductProfile p, String action, boolean possible, String allowed) {
        if (p.actions().containsKey(action) && !possible) {
            throw new InvalidProfile(file, "actions." + action, "cannot be done here", allowed);
        }
    }

    private void reminders(ProductProfile.Reminders reminders) {
        check.present("reminders", reminders);
        if (reminders.count() < 0 || reminders.count() > 20) {
            throw new InvalidProfile(file, "reminders.count", "value is " + reminders.count(), "0 to 20");
        }
        if (reminders.afterDays() < 1) {
            throw new InvalidProfile(file, "reminders.afterDays", "value is " + reminders.afterDays(), "1 or more");
        }
        check.oneOf("reminders.then", reminders.then(), ProductProfile.AfterReminders.values());
    }

    private void labels(ProductProfile p) {
        check.present("labels", p.labels());
        for (String state : LABELS) {
            check.present("labels." + state, p.labels().get(state));
        }
        for (String state : p.labels().keySet()) {
            if (!LABELS.contains(state)) {
                throw new InvalidProfile(file, "labels." + state, "unknown state", "one of " + LABELS);
            }
        }
        if (p.rejectAtClassification()) {
            check.present("marks.REJECTED", p.marks() == null ? null : p.marks().get(Mark.REJECTED));
        }
        if (p.specialistMayRefuse()) {
            check.present("marks.REFUSED", p.marks() == null ? null : p.marks().get(Mark.REFUSED));
        }
    }

    private void sla(ProductProfile p) {
        try {
            SlaRules.check("sla", p.sla());
        } catch (SlaRules.Broken e) {
            throw new InvalidProfile(file, e.key(), e.problem(), e.allowed());
        }
    }
}
