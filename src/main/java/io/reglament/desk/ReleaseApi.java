package io.reglament.desk;

import io.reglament.access.CurrentUser;
import io.reglament.crm.ProductProfiles;
import io.reglament.desk.RequestFilter.BadParameter;
import io.reglament.request.Releases;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Reports of deployed releases, by a person or a delivery pipeline (T-13, OTK-3-01, MEET-3-01, ECRM-2.8-05). */
@RestController
@RequestMapping(path = "/api/releases", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Releases", description = "Releases that requests wait for")
class ReleaseApi {

    private static final List<String> REPORTERS = List.of("operator", "head");

    private final Releases releases;
    private final ProductProfiles profiles;
    private final CurrentUser user;

    ReleaseApi(Releases releases, ProductProfiles profiles, CurrentUser user) {
        this.releases = releases;
        this.profiles = profiles;
        this.user = user;
    }

    /**
     * A deployed release.
     *
     * @param deployedAt when it was reported first
     * @param waiting how many requests waited for it just now; each goes on by itself within seconds
     */
    @Schema(name = "DeployedRelease")
    record DeployedRelease(String product, String release, Instant deployedAt, int waiting) {}

    @PostMapping("/{product}/{release}/deployed")
    @Operation(
            summary = "Report that a release is in production",
            description = "Exactly the product's requests that wait for it go on. Repeating it changes nothing.")
    @ApiResponse(responseCode = "200", description = "The release, and how many requests go on")
    @ApiResponse(
            responseCode = "403",
            description = "Only operators, heads and administrators report releases",
            content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE))
    DeployedRelease deployed(@PathVariable String product, @PathVariable String release) {
        if (!user.isAdmin() && user.groups().stream().noneMatch(REPORTERS::contains)) {
            throw new NotForThisPerson(String.join(", ", REPORTERS));
        }
        String code = profiles.find(product)
                .map(profile -> profile.code())
                .filter(user.products()::contains)
                .orElseThrow(() -> new BadParameter("product", product, String.join(", ", user.products())));
        if (!Releases.isName(release)) {
            throw new BadParameter("release", release, Releases.NAME);
        }
        Releases.Deployment deployment = releases.deployed(code, release, user.id());
        return new DeployedRelease(
                deployment.product(), deployment.release(), deployment.deployedAt(), deployment.waiting());
    }

    /** The person's groups do not allow this. */
    static class NotForThisPerson extends RuntimeException {
        private static final long serialVersionUID = 1L;

        final String allowed;

        NotForThisPerson(String allowed) {
            super(allowed);
            this.allowed = allowed;
        }
    }
}
