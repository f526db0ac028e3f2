using FhirSafety.Clinical;

namespace FhirSafety.Tests.Reading;

/// <summary>Strength of the product (clinical page, section 6) and the route class (section 3).</summary>
public sealed class ProductAndRouteTests
{
    [Theory]
    [InlineData("Baclofen 10mg tablets", 10.0, null)]
    [InlineData("baclofen 10 MG Oral Tablet", 10.0, null)]
    [InlineData("BACLOFEN 20 MG TAB", 20.0, null)]
    [InlineData("Baclofen 2,5 mg capsules", 2.5, null)]
    [InlineData("Lioresal 25 mg Tabletten", 25.0, null)]
    [InlineData("Liorésal 10 mg comprimé", 10.0, null)]
    [InlineData("Baclofene 25 mg compresse", 25.0, null)]
    [InlineData("Lioresal Intrathekal 10 mg/5 ml Infusionslösung", null, 2.0)]
    [InlineData("Baclofen 5 mg/5 mL oral solution", null, 1.0)]
    [InlineData("Baclofen 25 mg per 5 ml suspension", null, 5.0)]
    [InlineData("baclofen 1 MG/ML Oral Solution", null, 1.0)]
    [InlineData("baclofen 1,000 mcg/mL injection", null, 1.0)]
    [InlineData("baclofen 10,000 mcg/20 mL intrathecal", null, 0.5)]
    // Ten milligrams of what? Nothing says it is one tablet.
    [InlineData("Baclofen 10 mg", null, null)]
    [InlineData("Baclofen tablets", null, null)]
    [InlineData("Baclofen ١٠ mg tablets", null, null)]
    [InlineData("Baclofen ١5 mg tablets", null, null)]
    [InlineData("Baclofen 1٠ mg tablets", null, null)]
    [InlineData("Baclofen 5 mg/٥ mL oral solution", null, null)]
    [InlineData("Baclofen 0 mg tablets", null, null)]
    [InlineData("Baclofen 5 mg/0 mL solution", null, null)]
    public void A_name_tells_the_strength_when_it_tells_the_form(string name, double? mgPerUnit, double? mgPerMl)
    {
        DrugProduct product = Order($$"""{"text":"{{name}}"}""").Product;

        Assert.Equal(((decimal?)mgPerUnit, (decimal?)mgPerMl), (product.MgPerUnit, product.MgPerMl));
    }

    [Theory]
    [InlineData("Lyvispah 10 mg granules", true)]
    [InlineData("baclofen 10 mg packet", true)]
    [InlineData("Baclofen 10 mg capsules", true)]
    [InlineData("Baclofen 10 mg Kapseln", true)]
    [InlineData("Baclofen 10 mg Tabletten", false)]
    [InlineData("Baclofen 10 mg tablets", false)]
    [InlineData("Baclofen 5 mg/5 mL oral solution", false)]
    public void A_name_tells_what_cannot_be_halved(string name, bool whole) => Assert.Equal(whole, Order($$"""{"text":"{{name}}"}""").Product.NamesWhole);

    [Fact]
    public void An_ingredient_code_alone_tells_no_strength_and_no_route()
    {
        DrugProduct product = Order(RxNorm("1292")).Product;

        Assert.Equal((null, null, Route.Unknown), (product.MgPerUnit, product.MgPerMl, product.Route));
    }

    [Fact]
    public void Of_two_strengths_the_higher_counts_and_it_is_said()
    {
        DrugProduct product = Order(RxNorm("197391", "197392")).Product;

        Assert.Equal((20m, true), (product.MgPerUnit, product.StrengthsDiffer));
        Assert.False(Order(RxNorm("1292", "197391", "202109")).Product.StrengthsDiffer);
    }

    [Fact]
    public void A_code_and_a_name_of_different_strength_are_two_strengths()
    {
        DrugProduct product = Order("""
            {"text":"Baclofen 20 mg tablets","coding":[{"system":"http://www.nlm.nih.gov/research/umls/rxnorm","code":"197391"}]}
            """).Product;

        Assert.Equal((20m, true), (product.MgPerUnit, product.StrengthsDiffer));
    }

    [Theory]
    [InlineData("""{"numerator":{"value":20,"unit":"mg"},"denominator":{"value":1,"code":"{tbl}"}}""", 20, null)]
    [InlineData("""{"numerator":{"value":20,"unit":"mg"},"denominator":{"value":2,"unit":"tablet"}}""", 10, null)]
    [InlineData("""{"numerator":{"value":10,"unit":"mg"},"denominator":{"value":5,"unit":"mL"}}""", null, 2)]
    [InlineData("""{"numerator":{"value":10,"unit":"mg"},"denominator":{"value":10,"unit":"mg"}}""", null, null)]
    [InlineData("""{"numerator":{"value":10,"unit":"mg"}}""", null, null)]
    [InlineData("""{"numerator":{"value":10,"unit":"mg"},"denominator":{"value":0,"unit":"mL"}}""", null, null)]
    public void A_contained_medication_tells_its_ingredients_strength(string ratio, int? mgPerUnit, int? mgPerMl)
    {
        DrugProduct product = Contained($$"""{"code":{"text":"Baclofen"},"ingredient":[{"strength":{{ratio}}}]}""").Product;

        Assert.Equal(((decimal?)mgPerUnit, (decimal?)mgPerMl), (product.MgPerUnit, product.MgPerMl));
    }

    [Fact]
    public void Of_two_ingredients_neither_strength_is_taken() =>
        Assert.Null(Contained("""
            {"ingredient":[{"strength":{"numerator":{"value":20,"unit":"mg"},"denominator":{"unit":"tablet"}}},
                           {"strength":{"numerator":{"value":500,"unit":"mg"},"denominator":{"unit":"tablet"}}}]}
            """).Product.MgPerUnit);

    [Fact]
    public void A_liquid_without_strength_is_still_a_liquid() => Assert.True(Order("""{"text":"Baclofen oral solution"}""").Product.IsLiquid);

    [Theory]
    // Oral tablet.
    [InlineData("197391", "", Route.Oral, Route.Unknown)]
    [InlineData("197391", "\"route\":{\"text\":\"by mouth\"}", Route.Oral, Route.Oral)]
    [InlineData("197391", "\"route\":{\"coding\":[{\"system\":\"http://snomed.info/sct\",\"code\":\"127492001\"}]}", Route.Oral, Route.Oral)]
    [InlineData("197391", "\"route\":{\"coding\":[{\"system\":\"http://snomed.info/sct\",\"code\":\"72607000\"}]}", Route.Intrathecal, Route.Intrathecal)]
    [InlineData("197391", "\"route\":{\"coding\":[{\"system\":\"http://snomed.info/sct\",\"code\":\"47625008\"}]}", Route.Wrong, Route.Wrong)]
    [InlineData("197391", "\"route\":{\"coding\":[{\"system\":\"http://snomed.info/sct\",\"code\":\"404820008\"}]}", Route.Epidural, Route.Epidural)]
    [InlineData("197391", "\"route\":{\"text\":\"IV\"}", Route.Wrong, Route.Wrong)]
    [InlineData("197391", "\"route\":{\"text\":\"SubQ\"}", Route.Wrong, Route.Wrong)]
    [InlineData("197391", "\"route\":{\"text\":\"SQ\"}", Route.Wrong, Route.Wrong)]
    [InlineData("197391", "\"route\":{\"text\":\"s.c.\"}", Route.Wrong, Route.Wrong)]
    [InlineData("197391", "\"route\":{\"text\":\"i.v.\"}", Route.Wrong, Route.Wrong)]
    [InlineData("197391", "\"route\":{\"text\":\"IVPB\"}", Route.Wrong, Route.Wrong)]
    [InlineData("197391", "\"route\":{\"text\":\"intravenös\"}", Route.Wrong, Route.Wrong)]
    [InlineData("197391", "\"route\":{\"text\":\"voie intraveineuse\"}", Route.Wrong, Route.Wrong)]
    [InlineData("197391", "\"text\":\"10 mg subq TID\"", Route.Wrong, Route.Wrong)]
    [InlineData("197391", "\"text\":\"10 mg i.v. TID\"", Route.Wrong, Route.Wrong)]
    [InlineData("197391", "\"text\":\"via G-tube\"", Route.Oral, Route.Oral)]
    [InlineData("1292", "\"route\":{\"text\":\"intrathekal\"}", Route.Intrathecal, Route.Intrathecal)]
    [InlineData("1292", "\"route\":{\"text\":\"voie intrathécale\"}", Route.Intrathecal, Route.Intrathecal)]
    [InlineData("197391", "\"text\":\"via NG tube\"", Route.Oral, Route.Oral)]
    [InlineData("197391", "\"text\":\"10 mg intravenously once\"", Route.Wrong, Route.Wrong)]
    [InlineData("197391", "\"text\":\"10 mg IV TID\"", Route.Wrong, Route.Wrong)]
    [InlineData("197391", "\"text\":\"10 mg TID; lower dose in CKD stage IV\"", Route.Oral, Route.Unknown)]
    // Injection.
    [InlineData("308516", "", Route.Intrathecal, Route.Unknown)]
    [InlineData("1300890", "\"route\":{\"text\":\"oral\"}", Route.Intrathecal, Route.Oral)]
    [InlineData("1300890", "\"route\":{\"text\":\"intramuscular\"}", Route.Wrong, Route.Wrong)]
    // Ingredient only.
    [InlineData("1292", "\"doseAndRate\":[{\"doseQuantity\":{\"value\":10,\"unit\":\"mg\"}}]", Route.Oral, Route.Unknown)]
    [InlineData("1292", "\"text\":\"10 mg TID\"", Route.Oral, Route.Unknown)]
    [InlineData("1292", "\"doseAndRate\":[{\"doseQuantity\":{\"value\":100,\"unit\":\"mcg\"}}]", Route.Unknown, Route.Unknown)]
    [InlineData("1292", "\"doseAndRate\":[{\"rateQuantity\":{\"value\":240,\"unit\":\"mcg/d\"}}]", Route.Unknown, Route.Unknown)]
    [InlineData("1292", "\"text\":\"pump refill\"", Route.Intrathecal, Route.Intrathecal)]
    [InlineData("1292", "", Route.Unknown, Route.Unknown)]
    public void Route_class_and_what_the_order_alone_says(string code, string dosage, Route route, Route stated)
    {
        OrderUnderTest order = OrderUnderTest.Read($$"""
            {"resourceType":"MedicationRequest","medicationCodeableConcept":{{RxNorm(code)}},"dosageInstruction":[{{{dosage}}}]}
            """);

        Assert.Equal((route, stated), (order.Route, order.Stated));
    }

    [Theory]
    [InlineData("Baclofen 50 micrograms/1 ml ampoules", Route.Intrathecal)]
    [InlineData("Baclofen solution for injection", Route.Intrathecal)]
    [InlineData("Lioresal Intrathekal 10 mg/5 ml Infusionslösung", Route.Intrathecal)]
    [InlineData("Baclofen Injektionslösung", Route.Intrathecal)]
    [InlineData("Baclofene soluzione iniettabile", Route.Intrathecal)]
    [InlineData("Baclofen 10 mg Tabletten", Route.Oral)]
    [InlineData("Baclofen oral suspension", Route.Oral)]
    public void A_name_tells_the_route_by_its_form(string name, Route route) =>
        Assert.Equal(route, Order($$"""{"text":"{{name}}"}""").Route);

    [Theory]
    [InlineData("J0476", true)]
    [InlineData("J0475", false)]
    public void The_trial_product_is_known_by_its_code(string code, bool isTrial) =>
        Assert.Equal(isTrial, Order($$"""{"coding":[{"system":"urn:hcpcs","code":"{{code}}"}]}""").Product.IsTrial);

    [Fact]
    public void A_vein_among_several_routes_is_not_hidden_by_a_mouth()
    {
        OrderUnderTest order = OrderUnderTest.Read($$"""
            {"resourceType":"MedicationRequest","medicationCodeableConcept":{{RxNorm("197391")}},
             "dosageInstruction":[{"route":{"text":"oral"} },{"route":{"text":"intravenous"} }]}
            """);

        Assert.Equal(Route.Wrong, order.Route);
    }

    private static OrderUnderTest Order(string medication) =>
        OrderUnderTest.Read($$"""{"resourceType":"MedicationRequest","medicationCodeableConcept":{{medication}}}""");

    private static OrderUnderTest Contained(string medication) => OrderUnderTest.Read($$"""
        {"resourceType":"MedicationRequest","medicationReference":{"reference":"#m"},
         "contained":[{"resourceType":"Medication","id":"m",{{medication.Trim()[1..]}}]}
        """);

    private static string RxNorm(params string[] codes) =>
        $$"""{"coding":[{{string.Join(',', codes.Select(static code => $$"""{"system":"http://www.nlm.nih.gov/research/umls/rxnorm","code":"{{code}}"}"""))}}]}""";
}
