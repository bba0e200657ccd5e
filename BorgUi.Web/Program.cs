using BorgUi.Web.Security;

var builder = WebApplication.CreateBuilder(args);

builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddRazorPages();
builder.Services.AddBorgUiAntiforgery();

var app = builder.Build();

app.UseSecurityHeaders();
app.UseRouting();
app.MapStaticAssets();
app.MapRazorPages().WithStaticAssets();

app.Run();
