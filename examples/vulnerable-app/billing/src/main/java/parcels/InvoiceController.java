package parcels;

import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class InvoiceController {
    private final JdbcTemplate database;

    InvoiceController(JdbcTemplate database) {
        this.database = database;
    }

    @GetMapping("/invoices")
    List<Map<String, Object>> invoices(@RequestParam String customer) {
        String query = "select number, total from invoices where customer = '" + customer + "'";
        return database.queryForList(query);
    }

    // Near miss: a parameter of the query.
    @GetMapping("/open-invoices")
    List<Map<String, Object>> openInvoices(@RequestParam String customer) {
        return database.queryForList("select number from invoices where customer = ? and paid = false", customer);
    }
}
