namespace CasaServerless.Tests.Functions.Services.Tickets.Open311;

/// <summary>The schemas hold answers to the specification: its own examples pass, and what it forbids does not.</summary>
public sealed class SchemaTests
{
    const string Request = """
        <service_requests><request><service_request_id>638344</service_request_id><status>closed</status><status_notes>Duplicate request.</status_notes>
        <service_name>Sidewalk and Curb Issues</service_name><service_code>006</service_code><description></description><agency_responsible></agency_responsible>
        <service_notice></service_notice><requested_datetime>2010-04-14T06:37:38-08:00</requested_datetime><updated_datetime>2010-04-14T06:37:38-08:00</updated_datetime>
        <expected_datetime>2010-04-15T06:37:38-08:00</expected_datetime><address>8TH AVE and JUDAH ST</address><address_id>545483</address_id><zipcode>94122</zipcode>
        <lat>37.762221815</lat><long>-122.4651145</long><media_url>http://city.gov.s3.amazonaws.com/requests/media/638344.jpg </media_url></request></service_requests>
        """;

    const string Definition = """
        <service_definition><service_code>DMV66</service_code><attributes><attribute><variable>true</variable><code>WHISHETN</code><datatype>singlevaluelist</datatype>
        <required>true</required><datatype_description></datatype_description><order>1</order><description>What is the ticket/tag/DL number?</description>
        <values><value><key>123</key><name>Ford</name></value><value><key>124</key><name>Chrysler</name></value></values></attribute></attributes></service_definition>
        """;

    const string Posted = "<service_requests><request><service_request_id>293944</service_request_id><service_notice>Soon</service_notice><account_id/></request></service_requests>";

    [Theory]
    [InlineData(Schema.Requests, Request)]
    [InlineData(Schema.Definition, Definition)]
    [InlineData(Schema.Created, Posted)]
    [InlineData(Schema.Token, "<service_requests><request><service_request_id>638344</service_request_id><token>12345</token></request></service_requests>")]
    [InlineData(Schema.Errors, "<errors><error><code>403</code><description>Invalid api_key received -- can't proceed with create_request.</description></error></errors>")]
    public void The_specification_s_examples_pass(string shape, string xml) => Assert.Empty(Schema.Faults(shape, "xml", xml));

    [Theory]
    [InlineData(Schema.Requests, Request, "<status>closed</status>", "<status>solved</status>")]
    [InlineData(Schema.Requests, Request, "<status>closed</status>", "")]
    [InlineData(Schema.Requests, Request, "2010-04-14T06:37:38-08:00", "2010-04-14T06:37:38")]
    [InlineData(Schema.Requests, Request, "<lat>37.762221815</lat>", "<lat>137.76</lat>")]
    [InlineData(Schema.Requests, Request, "<zipcode>94122</zipcode>", "<zip>94122</zip>")]
    [InlineData(Schema.Requests, Request, "service_requests", "requests")]
    [InlineData(Schema.Definition, Definition, "singlevaluelist", "list")]
    [InlineData(Schema.Definition, Definition, "<order>1</order>", "<order>first</order>")]
    [InlineData(Schema.Definition, Definition, "<variable>true</variable>", "<variable>yes</variable>")]
    [InlineData(Schema.Created, Posted, "<service_notice>", "<token>1</token><service_notice>")]
    [InlineData(Schema.Errors, "<errors><error><code>403</code><description>No</description></error></errors>", "<code>403</code>", "")]
    public void What_it_forbids_fails_in_XML(string shape, string xml, string right, string wrong) =>
        Assert.NotEmpty(Schema.Faults(shape, "xml", xml.Replace(right, wrong, StringComparison.Ordinal)));

    [Theory]
    [InlineData(Schema.Services, """[{"service_code":"001","service_name":"Cans","description":"Left out","metadata":true,"type":"realtime","keywords":"a, b","group":"sanitation"}]""", "true", "\"true\"")]
    [InlineData(Schema.Services, """[{"service_code":"001","service_name":"Cans","description":"Left out","metadata":true,"type":"realtime","keywords":"a, b","group":"sanitation"}]""", "realtime", "now")]
    [InlineData(Schema.Created, """[{"service_request_id":"1","service_notice":null,"account_id":null}]""", "\"service_notice\"", "\"token\"")]
    [InlineData(Schema.Created, """[{"service_request_id":"1","service_notice":null,"account_id":null}]""", "[{", "{\"x\":{")]
    [InlineData(Schema.Errors, """[{"code":403,"description":"No"}]""", "403", "null")]
    [InlineData(Schema.Errors, """[{"code":403,"description":"No"}]""", "}]", "},{}]")]
    public void What_it_forbids_fails_in_JSON(string shape, string json, string right, string wrong)
    {
        Assert.Empty(Schema.Faults(shape, "json", json));
        var broken = json.Replace(right, wrong, StringComparison.Ordinal);
        Assert.NotEmpty(Schema.Faults(shape, "json", broken.StartsWith("{\"x\"", StringComparison.Ordinal) ? broken[..^1] + "}" : broken));
    }
}
