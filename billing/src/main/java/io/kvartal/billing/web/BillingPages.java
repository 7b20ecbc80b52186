package io.kvartal.billing.web;

import io.kvartal.platform.web.Pages;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.reactive.result.view.Rendering;

/** Where the portal's billing begins. */
@Controller
@RequestMapping("/billing")
class BillingPages {
    @GetMapping
    Rendering start() {
        return Pages.seeOther("/billing/contracts");
    }
}
