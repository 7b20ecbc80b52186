package io.kvartal.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvartal.shared.Lang;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ApiDocsTests {
    private static final String DOCUMENT = """
        {"paths":{"/api/v1/cabinet/leads":{"get":{"summary":"Leads, newest first","parameters":[
        {"name":"stage","in":"query","required":false,"schema":{"type":"string","enum":["NEW","DEAL"]}}],
        "responses":{"200":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/LeadList"}}}}}}},
        "/api/v1/leads":{"post":{"requestBody":{"content":{"application/json":{"schema":
        {"$ref":"#/components/schemas/LeadForm"}}}},"responses":{"202":{}}}}},
        "components":{"schemas":{"LeadForm":{"required":["phone"],"properties":{"phone":{"type":"string","format":
        "e164"},"consents":{"type":"array","items":{"type":"string"}}}}}}}
        """;

    @Test
    void theDocumentBecomesAPage() {
        var page = ApiDocsPage.of(
                Ui.sample(Lang.EN), "/v3/api-docs", JsonMapper.builder().build().readTree(DOCUMENT));
        assertThat(page.sections()).extracting(ApiDocsPage.Section::name).containsExactly("cabinet", "leads");
        var html = new Templates().wholeText("platform/docs/api", page);
        assertThat(html)
                .contains("/api/v1/cabinet/leads")
                .contains("NEW | DEAL")
                .contains("LeadList")
                .contains("string (e164)")
                .contains("string[]");
    }
}
