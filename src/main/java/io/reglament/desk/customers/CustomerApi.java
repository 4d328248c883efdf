package io.reglament.desk.customers;

import io.reglament.crm.ContactDraft;
import io.reglament.crm.ContractDraft;
import io.reglament.crm.CustomerCard;
import io.reglament.crm.CustomerDirectory;
import io.reglament.crm.CustomerDraft;
import io.reglament.crm.CustomerEvent;
import io.reglament.desk.DeskApi;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Customers, for programs. Every answer to a change is the customer as it stands now. */
@RestController
@RequestMapping(path = "/api/customers", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(
        name = "Customers",
        description = "Customers, their people and contracts. Account managers, heads and administrators change them;"
                + " operators read. A change carries the version that was read: 409 says who changed what meanwhile.")
@ApiResponse(responseCode = "200", description = "As it stands")
@ApiResponse(
        responseCode = "400",
        description = "Something is wrong; errors lists a sentence for each field",
        content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE))
@ApiResponse(
        responseCode = "403",
        description = "The caller's groups do not allow it; the detail says whose do",
        content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE))
class CustomerApi implements DeskApi {

    private final CustomerDesk desk;

    CustomerApi(CustomerDesk desk) {
        this.desk = desk;
    }

    /** @param next pass as {@code after} for the next page; null on the last one */
    @Schema(name = "CustomerPage")
    record Page(List<CustomerCard.Summary> items, long total, String next) {}

    @GetMapping
    @Operation(summary = "List customers by name")
    Page list(
            @Parameter(description = "Part of name, domain or an address, case ignored") @RequestParam(required = false)
                    String q,
            @Parameter(description = "Page size, 1 to 100; 20 if absent") @RequestParam(required = false) String size,
            @Parameter(description = "The value of next in the page before") @RequestParam(required = false)
                    String after) {
        CustomerDirectory.Page page = desk.find(CustomerFilter.parse(q, size, after));
        return new Page(page.items(), page.total(), page.next() == null ? null : String.valueOf(page.next()));
    }

    @GetMapping("/{id}")
    @Operation(summary = "One customer with its people, and its contracts for the products that the caller serves")
    CustomerCard get(@PathVariable long id) {
        return desk.get(id);
    }

    @GetMapping("/{id}/history")
    @Operation(summary = "Who changed what, newest first", description = "Append-only; at most 500 lines.")
    List<CustomerEvent> history(@PathVariable long id) {
        return desk.history(id);
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Enter a customer")
    @ApiResponse(responseCode = "201", description = "Entered; Location says where")
    ResponseEntity<CustomerCard> create(@RequestBody CustomerDraft draft) {
        return created(desk.create(draft));
    }

    @PutMapping(path = "/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Change a customer")
    CustomerCard update(@PathVariable long id, @RequestBody CustomerDraft draft) {
        desk.update(id, draft);
        return desk.get(id);
    }

    @PostMapping(path = "/{id}/contacts", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Enter a person of the customer")
    @ApiResponse(responseCode = "201", description = "Entered")
    ResponseEntity<CustomerCard> addContact(@PathVariable long id, @RequestBody ContactDraft draft) {
        desk.addContact(id, draft);
        return created(id);
    }

    @PutMapping(path = "/{id}/contacts/{contactId}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Change a person of the customer")
    CustomerCard updateContact(@PathVariable long id, @PathVariable long contactId, @RequestBody ContactDraft draft) {
        desk.updateContact(id, contactId, draft);
        return desk.get(id);
    }

    @PostMapping(path = "/{id}/contracts", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Enter a contract")
    @ApiResponse(responseCode = "201", description = "Entered")
    ResponseEntity<CustomerCard> addContract(@PathVariable long id, @RequestBody ContractDraft draft) {
        desk.addContract(id, draft);
        return created(id);
    }

    @PutMapping(path = "/{id}/contracts/{contractId}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Change a contract")
    CustomerCard updateContract(
            @PathVariable long id, @PathVariable long contractId, @RequestBody ContractDraft draft) {
        desk.updateContract(id, contractId, draft);
        return desk.get(id);
    }

    private ResponseEntity<CustomerCard> created(long id) {
        return ResponseEntity.created(URI.create("/api/customers/" + id)).body(desk.get(id));
    }
}
