package io.reglament.local.mailserver;

import com.icegreen.greenmail.imap.ImapHostManager;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.user.UserManager;

/** Any address is a mailbox; its name and its password are the address. */
class Mailboxes extends UserManager {

    /** Each costs memory, and anybody may ask for one. */
    private static final int MOST = 10_000;

    Mailboxes(ImapHostManager imap) {
        super(imap);
    }

    @Override
    public boolean test(String name, String password) {
        if (name == null || password == null || !MailFiles.isMailbox(name)) {
            return false;
        }
        if (!MailFiles.normalised(name).equals(MailFiles.normalised(password))) {
            return false;
        }
        return mayOpen(name) && open(name) != null;
    }

    /** @return whether the mailbox exists or there is still room for one more */
    boolean mayOpen(String address) {
        return getUser(address) != null || listUser().size() < MOST;
    }

    /** @return the mailbox, created where it does not exist yet */
    synchronized GreenMailUser open(String address) {
        String name = MailFiles.normalised(address);
        GreenMailUser known = getUser(name);
        if (known != null) {
            return known;
        }
        try {
            return createUser(name, name, name);
        } catch (UserException e) {
            throw new IllegalStateException("Mailbox " + name + " cannot be created", e);
        }
    }
}
