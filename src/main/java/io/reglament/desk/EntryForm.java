package io.reglament.desk;

import io.reglament.crm.ChangedMeanwhile;
import io.reglament.crm.DraftRefused;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** What a form's page gets when it was refused: what is wrong, beside what the person typed. */
@Component
public class EntryForm {

    private final EntryTexts texts;

    EntryForm(EntryTexts texts) {
        this.texts = texts;
    }

    /** Saves what was typed. */
    @FunctionalInterface
    public interface Saving {
        void save();
    }

    /**
     * @param version of the thing that the form was made from; a form that is shown again carries the one that stands
     * @return whether it was saved; else the model has {@code problems} by field, or {@code changed}, and
     *     {@code version}
     */
    public boolean saved(Saving saving, Integer version, Model model, HttpServletResponse response) {
        model.addAttribute("version", version);
        try {
            saving.save();
            return true;
        } catch (DraftRefused e) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            model.addAttribute("problems", texts.problems(e));
        } catch (ChangedMeanwhile e) {
            response.setStatus(HttpStatus.CONFLICT.value());
            model.addAttribute("problems", Map.of());
            model.addAttribute("changed", texts.changes(e));
            model.addAttribute("version", e.version());
        } catch (DuplicateKeyException e) {
            response.setStatus(HttpStatus.CONFLICT.value());
            model.addAttribute("problems", Map.of());
            model.addAttribute("changed", texts.say("entry.twice"));
        }
        return false;
    }
}
