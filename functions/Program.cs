using CasaServerless.Hosting;

return await CityHost.Run(args, Add, Map);

static void Add(WebApplicationBuilder city)
{
}

static void Map(WebApplication routes)
{
}
